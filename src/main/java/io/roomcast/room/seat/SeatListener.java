package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.who.Visitor;

/** Hears what happens to the seats that this server holds, one event after the other, on the room's strand. */
public interface SeatListener {
    /**
     * A member came into the room, and sits here.
     *
     * @param recovered whether it was in the room before, at a server that is gone
     */
    void joined(Member member, Visitor visitor, boolean recovered);

    /** A member who was in the room at another server sits here from now on. */
    void came(Member member, Visitor visitor);

    /** A member who sat here moved to another server, or was removed from the room by one. */
    void went(Member member);

    /**
     * This server removed a member from the room.
     *
     * @param here whether it sat here
     */
    void left(Member member, boolean here);

    /** A member who sat at a server that is gone was given up. */
    void neverCameBack(Member member);
}
