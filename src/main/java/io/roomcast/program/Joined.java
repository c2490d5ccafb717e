package io.roomcast.program;

/**
 * The event that a client took a seat in a room. It is not sent for a client that reconnects within its grace period.
 *
 * @param room everybody in the room, this client included
 * @param recovered whether the client was seated before the server restarted and has returned: a program's counters in
 *     memory and the session's attributes started empty
 */
public record Joined(ClientSession session, Audience room, boolean recovered) {

    /** Makes the event for a client that was not here before. */
    public Joined(ClientSession session, Audience room) {
        this(session, room, false);
    }
}
