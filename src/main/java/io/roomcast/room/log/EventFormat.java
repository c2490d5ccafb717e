package io.roomcast.room.log;

/**
 * Encodes events in one wire format. Stateless; an event keeps the result, so that it is encoded once for all
 * receivers.
 *
 * @param <T> what the format makes, bytes or text
 */
@FunctionalInterface
public interface EventFormat<T> {
    T encode(Event event);
}
