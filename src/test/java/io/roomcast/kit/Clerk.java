package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One server as tests of presence have it: words its wishes in one room, grants them under its own lease, waits for answers. */
public final class Clerk {
    public static final Duration LEASE = Duration.ofSeconds(10);
    public static final Duration MOMENT = Duration.ofSeconds(15);
    public static final Duration WITHIN = Duration.ofSeconds(5);
    public static final int MANY = 1_000_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Lane lane;
    private final String node;
    private final String room;
    private final KnownRoster sight;
    private final int most;
    private Lease lease;

    private Clerk(Lane lane, String node, String room, KnownRoster sight, int most, Lease lease) {
        this.lane = lane;
        this.node = node;
        this.room = room;
        this.sight = sight;
        this.most = most;
        this.lease = lease;
    }

    /** One that has a lease, wants no news, and knows of no limits. */
    public Clerk(Engine engine, String node, String room) {
        this(engine.lane(room), node, room, KnownRoster.NONE, MANY, Lease.ENDLESS);
        renew();
    }

    /** The same server in another room. */
    public Clerk in(String other) {
        return new Clerk(lane, node, other, sight, most, lease);
    }

    /** The same server, when it knows and wants that much. */
    public Clerk seeing(long known, int names) {
        return new Clerk(lane, node, room, new KnownRoster(known, names), most, lease);
    }

    /** The same server where so many members, or questions to each, are allowed. */
    public Clerk allowing(int limit) {
        return new Clerk(lane, node, room, sight, limit, lease);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public Lease renew() {
        lease = now(lane.leases().renew(node, LEASE));
        return lease;
    }

    public SeatRequest.Take take(Manner manner, Member member, String nonce) {
        return take(manner, member, new SeatHold(nonce, node, Optional.empty()));
    }

    public SeatRequest.Take take(Manner manner, Member member, String nonce, Duration hold) {
        return take(manner, member, new SeatHold(nonce, node, Optional.of(hold)));
    }

    private SeatRequest.Take take(Manner manner, Member member, SeatHold holder) {
        return new SeatRequest.Take(room, sight, member, holder, manner, most, MOMENT);
    }

    /** Gives up the seat, whoever holds it. */
    public SeatRequest.Free free(Member member, Ending why) {
        return new SeatRequest.Free(room, sight, member.id(), Optional.empty(), why);
    }

    /** By time, if the seat is held by this. */
    public SeatRequest.Free free(Member member, String nonce, Ending why) {
        return new SeatRequest.Free(room, sight, member.id(), Optional.of(nonce), why);
    }

    public SeatRequest.Ask ask(Member member, Content question, String asker) {
        return new SeatRequest.Ask(room, sight, member.id(), question, WITHIN, asker, most);
    }

    public SeatRequest.Answer answer(Member member, long question, AnswerData answer) {
        return new SeatRequest.Answer(room, sight, member.id(), question, answer);
    }

    /** Several wishes in one group. */
    public List<SeatResult> change(SeatRequest... requests) {
        return now(lane.presence().change(List.of(requests), lease));
    }

    public SeatResult.Outcome does(SeatRequest request) {
        return change(request).get(0).outcome();
    }

    public RosterNews since(long known) {
        return since(known, MANY);
    }

    public RosterNews since(long known, int names) {
        return now(lane.presence().since(room, new KnownRoster(known, names)));
    }

    public MemberPage members(long after, int limit) {
        return now(lane.presence().members(room, after, limit));
    }

    public Optional<Member> knows(Member member) {
        return now(lane.presence().knows(room, member.id()));
    }

    public List<Lost> sweep(Duration gone) {
        return now(lane.presence().sweep(lease, gone));
    }

    /** The roster's number that is told when the room is opened. */
    public long opened() {
        return now(lane.log().open(List.of(room))).get(room).roster();
    }

    public void rest() {
        lane.log().rest(room);
    }

    public void tidy() {
        now(lane.tidy());
    }
}
