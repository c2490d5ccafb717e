package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Ending;
import java.util.Optional;

/** The result of sitting down, for the one who will read from the seat. On the room's strand. */
public final class SeatTicket {
    private Member member; // null without a seat
    private long number;
    private Ending over; // null while the seat is the ticket's

    SeatTicket() {}

    /** Returns the ticket of a reader that takes no seat. */
    public static SeatTicket none() {
        return new SeatTicket();
    }

    /** Seats the member as of this change. */
    SeatTicket seated(Member who, long since) {
        member = who;
        number = since;
        return this;
    }

    /** Returns the seated member; empty without a seat. */
    public Optional<Member> member() {
        return Optional.ofNullable(member);
    }

    /** Returns the number of the roster's change that seated the member. */
    public long number() {
        return number;
    }

    /** Returns why the seat is no longer the ticket's, or was never given. */
    public Optional<Ending> over() {
        return Optional.ofNullable(over);
    }

    /** Ends the ticket: the seat has another holder, or its member left and this late request changes nothing. */
    SeatTicket end(Ending why) {
        over = why;
        return this;
    }
}
