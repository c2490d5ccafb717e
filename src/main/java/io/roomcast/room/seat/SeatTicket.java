package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Ending;
import java.util.Optional;

/** What came of sitting down, for whoever will read from the seat. On the room's strand. */
public final class SeatTicket {
    private Optional<Member> member = Optional.empty();
    private long number;
    private Optional<Ending> over = Optional.empty();

    SeatTicket() {}

    /** Of somebody who takes no seat. */
    public static SeatTicket none() {
        return new SeatTicket();
    }

    /** The store says that this one is seated since then. */
    SeatTicket seated(Member who, long since) {
        member = Optional.of(who);
        number = since;
        return this;
    }

    /** Who is seated; empty for who has no seat. */
    public Optional<Member> member() {
        return member;
    }

    /** The number of the roster's change with which it is seated. */
    public long number() {
        return number;
    }

    /** Why the seat is not its own any more, or was never given. */
    public Optional<Ending> over() {
        return over;
    }

    /** The seat is not its own any more; or somebody left a moment ago, and what was on its way then does not bring it back. */
    SeatTicket end(Ending why) {
        over = Optional.of(why);
        return this;
    }
}
