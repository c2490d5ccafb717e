package io.roomcast.room.log;

/**
 * How an event looks in one wire format. Stateless; an event remembers what a format made of it, so that it is made
 * once and shared by every receiver.
 *
 * @param <T> what the format makes, bytes or text
 */
@FunctionalInterface
public interface EventFormat<T> {
    T encode(Event event);
}
