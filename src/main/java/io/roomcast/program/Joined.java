package io.roomcast.program;

/**
 * A client came into a room. Who comes back within the time for which its seat is kept did not leave, and does not join.
 *
 * @param room everybody in the room, the one who came among them
 */
public record Joined(ClientSession session, Audience room) {}
