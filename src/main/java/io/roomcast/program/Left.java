package io.roomcast.program;

/**
 * The event that a client gave up its seat in a room, or did not return within its grace period.
 *
 * @param room everybody who is still in the room
 */
public record Left(ClientSession session, Audience room) {}
