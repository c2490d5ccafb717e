package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Ending;
import java.util.Optional;

/** What came of sitting down, for whoever will read from the seat. On the room's strand. */
public final class Sitting {
    private final Optional<Member> member;
    private final long number;
    private Optional<Ending> over;

    private Sitting(Optional<Member> member, long number, Optional<Ending> over) {
        this.member = member;
        this.number = number;
        this.over = over;
    }

    /** Of somebody who takes no seat. */
    public static Sitting none() {
        return new Sitting(Optional.empty(), 0, Optional.empty());
    }

    static Sitting of(Member member, long number) {
        return new Sitting(Optional.of(member), number, Optional.empty());
    }

    /** Somebody left a moment ago, and what was on its way then does not bring it back. */
    static Sitting away(Ending why) {
        return new Sitting(Optional.empty(), 0, Optional.of(why));
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

    void end(Ending why) {
        over = Optional.of(why);
    }
}
