package io.roomcast.room.engine;

import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who is in one lane's rooms: a second log of each room, of which the last entry about each member is kept, and what
 * members are asked. It need not outlive the store's process, but its numbers only grow. Any thread may call it; of changes
 * one is under way at a time.
 */
public interface Presence {
    /** A member whose server was not heard of for so long that its seat was given up. */
    record Lost(String room, Member member) {}

    /**
     * Does what is wished, in order, with an answer for each. Creates no log.
     *
     * @param lease of the server that wishes: after its end nothing is changed any more
     */
    CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease);

    /** What is news to somebody who knows that much. */
    CompletionStage<RosterNews> since(String room, KnownRoster known);

    /** Who is here, a page at a time: those who came after that number. */
    CompletionStage<MemberPage> members(String room, long after, int limit);

    /**
     * Who that is to others, if it is seated in the room or left no longer ago than ids are remembered. Creates nothing.
     */
    CompletionStage<Optional<Member>> knows(String room, String member);

    /**
     * Gives up seats whose servers have been gone for this long, some at a time; says whose.
     *
     * @param lease of the server that does it; only one that knows that the store was there all the time may
     */
    CompletionStage<List<Lost>> sweep(Lease lease, Duration gone);
}
