package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.Changes;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Done;
import io.roomcast.room.log.Holder;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Present;
import io.roomcast.room.log.Said;
import io.roomcast.room.log.Sight;
import io.roomcast.room.log.Wish;
import io.roomcast.room.log.Wish.Manner;
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
    private final Sight sight;
    private final int most;
    private Lease lease;

    private Clerk(Lane lane, String node, String room, Sight sight, int most, Lease lease) {
        this.lane = lane;
        this.node = node;
        this.room = room;
        this.sight = sight;
        this.most = most;
        this.lease = lease;
    }

    /** One that has a lease, wants no news, and knows of no limits. */
    public Clerk(Engine engine, String node, String room) {
        this(engine.lane(room), node, room, Sight.NONE, MANY, Lease.ENDLESS);
        renew();
    }

    /** The same server in another room. */
    public Clerk in(String other) {
        return new Clerk(lane, node, other, sight, most, lease);
    }

    /** The same server, when it knows and wants that much. */
    public Clerk seeing(long known, int names) {
        return new Clerk(lane, node, room, new Sight(known, names), most, lease);
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

    public Wish.Take take(Manner manner, Member member, String nonce) {
        return take(manner, member, new Holder(nonce, node, Optional.empty()));
    }

    public Wish.Take take(Manner manner, Member member, String nonce, Duration hold) {
        return take(manner, member, new Holder(nonce, node, Optional.of(hold)));
    }

    private Wish.Take take(Manner manner, Member member, Holder holder) {
        return new Wish.Take(room, sight, member, holder, manner, most, MOMENT);
    }

    /** Whoever holds the seat. */
    public Wish.Free free(Member member, Ending why) {
        return new Wish.Free(room, sight, member.id(), Optional.empty(), why);
    }

    /** By time, if the seat is held by this. */
    public Wish.Free free(Member member, String nonce, Ending why) {
        return new Wish.Free(room, sight, member.id(), Optional.of(nonce), why);
    }

    public Wish.Ask ask(Member member, Content question, String asker) {
        return new Wish.Ask(room, sight, member.id(), question, WITHIN, asker, most);
    }

    public Wish.Answer answer(Member member, long question, Said answer) {
        return new Wish.Answer(room, sight, member.id(), question, answer);
    }

    /** Several wishes in one group. */
    public List<Done> change(Wish... wishes) {
        return now(lane.presence().change(List.of(wishes), lease));
    }

    public Done.Outcome does(Wish wish) {
        return change(wish).get(0).outcome();
    }

    public Changes since(long known) {
        return since(known, MANY);
    }

    public Changes since(long known, int names) {
        return now(lane.presence().since(room, new Sight(known, names)));
    }

    public Present members(long after, int limit) {
        return now(lane.presence().members(room, after, limit));
    }

    public Optional<Member> knows(Member member) {
        return now(lane.presence().knows(room, member.id()));
    }

    public List<Lost> sweep(Duration gone) {
        return now(lane.presence().sweep(lease, gone));
    }

    /** What is said of the roster when the room is opened. */
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
