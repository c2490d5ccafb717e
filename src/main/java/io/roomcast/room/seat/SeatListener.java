package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.who.Visitor;

/** Is told what becomes of the seats that this server holds, one thing after the other, on the room's strand. */
public interface SeatListener {
    /**
     * Somebody came into the room, and sits here.
     *
     * @param recovered whether it was in the room before, at a server that is gone
     */
    void joined(Member member, Visitor visitor, boolean recovered);

    /** Somebody who was in the room at another server sits here from now on. */
    void came(Member member, Visitor visitor);

    /** Somebody who sat here sits at another server, or left the room by a word of that one. */
    void went(Member member);

    /**
     * Somebody was made to leave the room, by this server.
     *
     * @param here whether it sat here
     */
    void left(Member member, boolean here);

    /** Somebody who sat at a server that is gone was given up. */
    void neverCameBack(Member member);
}
