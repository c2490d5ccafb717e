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
 * The rosters of one lane's rooms, and the questions that members are asked. For this each room has a second log, which
 * keeps the last entry about each member. It need not outlive the store's process, but its numbers only grow. Any
 * thread may call it; one change is under way at a time.
 */
public interface Presence {
    /** A member whose seat was given up because its server had not been heard of for too long. */
    record Lost(String room, Member member) {}

    /**
     * Carries out requests in order, with a result for each. Creates no log.
     *
     * @param lease the lease of the requesting server: after its end nothing is changed any more
     */
    CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease);

    /** Returns what changed since the roster that the caller knows. */
    CompletionStage<RosterNews> since(String room, KnownRoster known);

    /** Returns one page of the members, in the order in which they came: those who came after that number. */
    CompletionStage<MemberPage> members(String room, long after, int limit);

    /** Returns a member who is in the room, or left it no longer ago than ids are remembered. Creates nothing. */
    CompletionStage<Optional<Member>> knows(String room, String member);

    /**
     * Gives up some of the seats whose servers have been gone for this long, and returns whose they were.
     *
     * @param lease the lease of the calling server, which must know that the store was there all the time
     */
    CompletionStage<List<Lost>> sweep(Lease lease, Duration gone);
}
