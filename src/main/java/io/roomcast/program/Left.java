package io.roomcast.program;

/**
 * A client is gone from a room: it left, or did not come back in time.
 *
 * @param room everybody who is still there
 */
public record Left(ClientSession session, Audience room) {}
