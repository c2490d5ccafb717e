package io.roomcast.room;

/**
 * Encodes whole batches in one wire format. Stateless; a batch keeps the result, so that it is made once for all
 * receivers.
 *
 * @param <T> what the format makes
 */
@FunctionalInterface
public interface BatchFormat<T> {
    T encode(Batch batch);
}
