package io.roomcast.program;

/**
 * A client came into a room. Who comes back within the time for which its seat is kept did not leave, and does not join.
 *
 * @param room everybody in the room, the one who came among them
 * @param recovered whether it was here before the server was restarted, and has come back: what a program counts in memory
 *     began anew, and so did the session's attributes
 */
public record Joined(ClientSession session, Audience room, boolean recovered) {

    /** Somebody who was not here before. */
    public Joined(ClientSession session, Audience room) {
        this(session, room, false);
    }
}
