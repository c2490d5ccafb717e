package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/** What became of a {@link SeatRequest}, and what else is news to who had it. */
public record SeatResult(Outcome outcome, RosterNews news) {

    /** What became of it. */
    public sealed interface Outcome {}

    /**
     * The member is seated.
     *
     * @param nonce by which the seat is held
     * @param number of the change since which it is
     */
    public record Sat(Member member, String nonce, long number, Before before) implements Outcome {}

    /** Who held the seat before. */
    public enum Before {
        NOBODY,
        A_SERVER,
        /** A server that is gone by now, so that nobody told what became of the member. */
        A_LOST_SERVER
    }

    /** Whoever would have come back has left: nothing was changed. */
    public record Away(Ending why) implements Outcome {}

    /** Nobody holds the seat by this any more: here is who left by it, and whether its server is gone. */
    public record Freed(Optional<Member> who, boolean lost) implements Outcome {}

    /** The question has this number, which no other in the room had. */
    public record Asked(long number) implements Outcome {}

    /** The answer is on its way to who asked. */
    public record Answered() implements Outcome {}

    /** Nothing was changed. */
    public record Refused(Refusal why) implements Outcome {}

    /** Nothing was changed, and nothing is said of the roster. */
    public static SeatResult refused(Refusal why) {
        return new SeatResult(new Refused(why), RosterNews.NOTHING);
    }
}
