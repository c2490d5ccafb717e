package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/** The result of a {@link SeatRequest}, and what else changed since the roster that the server knew. */
public record SeatResult(Outcome outcome, RosterNews news) {

    /** The outcome of the request. */
    public sealed interface Outcome {}

    /**
     * The member is seated.
     *
     * @param nonce the nonce under which the seat is held
     * @param number the number of the change that seated it so
     */
    public record Sat(Member member, String nonce, long number, Before before) implements Outcome {}

    /** The holder of the seat before. */
    public enum Before {
        NOBODY,
        A_SERVER,
        /** A server that is gone by now, so no server announced what became of the member. */
        A_LOST_SERVER
    }

    /** The member left, or the seat is held by a later taking: nothing was changed. */
    public record Away(Ending why) implements Outcome {}

    /**
     * The seat is free or has a later holder. {@code who} left by this request; {@code lost} if its server is gone.
     */
    public record Freed(Optional<Member> who, boolean lost) implements Outcome {}

    /** The question has this number, which no other in the room had. */
    public record Asked(long number) implements Outcome {}

    /** The answer is on its way to the asker. */
    public record Answered() implements Outcome {}

    /** The request was refused: nothing was changed. */
    public record Refused(Refusal why) implements Outcome {}

    /** Returns a refusal that says nothing about the roster. */
    public static SeatResult refused(Refusal why) {
        return new SeatResult(new Refused(why), RosterNews.NOTHING);
    }
}
