package io.roomcast.room.lane;

import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One lane of the engine, for the domain: each kind of call in groups, under this server's lease. Any thread. */
public final class OpenLane {
    private static final int CONFIRMED_AT_ONCE = 2000;

    private final Lane lane;
    private final Time time;
    private final NodeLease lease;
    private final GroupCommit commits;
    private final GroupedCalls<String, Log.Known> opens;
    private final GroupedCalls<String, Log.Known> confirmations;
    private final GroupedCalls<Draft, Optional<Receipt>> recalls;
    private final GroupedCalls<Supplier<SeatRequest>, SeatResult> changes;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final String node;
    private final int most;
    private final Duration length;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong named = new AtomicLong();

    /**
     * The bounds of the calls to a lane.
     *
     * @param pending how many may wait for each kind of call, and how many may read at the same time
     * @param commit how long an append may take before its publishers are told that the outcome is unknown
     * @param lease how long this server may write after each renewal
     */
    public record Bounds(int pending, Duration commit, Duration lease) {}

    public OpenLane(Lane lane, String node, Time time, Workers workers, Bounds bounds, LaneListener listener) {
        this.lane = lane;
        this.node = node;
        this.time = time;
        this.lease = new NodeLease(lane.leases(), node, bounds.lease(), time, new NodeLease.Events() {
            @Override
            public void anotherTerm() {
                listener.interrupted(lane);
            }

            @Override
            public void stoodStill() {
                listener.stoodStill(lane);
            }
        });
        this.commits = new GroupCommit(lane, lease, time, workers, bounds, listener);
        this.opens = new GroupedCalls<>(bounds.pending(), this::open);
        this.confirmations = new GroupedCalls<>(CONFIRMED_AT_ONCE, this::open);
        this.most = bounds.pending();
        this.length = bounds.lease();
        this.recalls = new GroupedCalls<>(bounds.pending(), lane.log()::recall);
        this.changes = new GroupedCalls<>(bounds.pending(), workers, this::change);
    }

    private CompletionStage<List<Log.Known>> open(List<String> rooms) {
        return lane.log().open(rooms).thenApply(known -> inOrder(rooms, known));
    }

    private static List<Log.Known> inOrder(List<String> rooms, Map<String, Log.Known> known) {
        return rooms.stream().map(known::get).toList();
    }

    private CompletionStage<List<SeatResult>> change(List<Supplier<SeatRequest>> requests) {
        List<SeatRequest> now = requests.stream().map(Supplier::get).toList();
        return lane.presence().change(now, lease.term().at(time.elapsed()));
    }

    public String node() {
        return node;
    }

    /** Returns a name that nothing else has, even after a room was forgotten and is in memory again. */
    public String freshName() {
        return node + "-" + named.incrementAndGet();
    }

    /** Returns the length of a lease. */
    public Duration length() {
        return length;
    }

    /** Whether no other server can use the store. */
    public boolean isAlone() {
        return lease.isEndless();
    }

    /** Makes a request, which is built when its group goes out. */
    public CompletionStage<SeatResult> change(Supplier<SeatRequest> request) {
        return changes.ask(request);
    }

    /** See {@link Presence#since}. */
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return lane.presence().since(room, known);
    }

    /** Returns how long no seat may expire yet: clients that were cut off from the store are still coming back. */
    public Duration mercy(Duration grace) {
        Duration missing = length.plus(grace).minus(lease.unbroken());
        return missing.isNegative() ? Duration.ZERO : missing;
    }

    /** Gives up seats of servers gone for this long, and returns whose. Does nothing while another sweep runs. */
    public CompletionStage<List<Presence.Lost>> sweep(Duration grace) {
        if (!mercy(grace).isZero() || !sweeping.compareAndSet(false, true)) {
            return CompletableFuture.completedStage(List.of());
        }
        return lane.presence()
                .sweep(lease.term().at(time.elapsed()), grace)
                .whenComplete((lost, failure) -> sweeping.set(false));
    }

    /** Returns how far the room's log reaches; from now on its changes are announced. */
    public CompletionStage<Log.Known> open(String room) {
        return opens.ask(room);
    }

    /** The same for an open room; {@code busy} if too many are confirmed at the same time: try later. */
    public CompletionStage<Log.Known> confirm(String room) {
        return confirmations.ask(room);
    }

    /** Returns the earlier result of the draft, if it is a repeat. */
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        return recalls.ask(draft);
    }

    /** See {@link Log#read}; {@code busy} if too many read at the same time. */
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        if (reads.incrementAndGet() > most) {
            reads.decrementAndGet();
            return CompletableFuture.failedStage(new Refusal(Code.BUSY, "too many reads from the store; try again"));
        }
        return lane.log()
                .read(room, start, reader, count, bytes)
                .whenComplete((page, failure) -> reads.decrementAndGet());
    }

    public GroupCommit commits() {
        return commits;
    }

    /** Reserves the named task for this server for this long; of several servers that ask, one gets true. */
    public CompletionStage<Boolean> claim(String name, Duration length) {
        return lane.leases()
                .claim(name, lease.term().at(time.elapsed()), length)
                .thenApply(Optional::isPresent);
    }

    /** Gives up the named task, so that another server can do it immediately. */
    public CompletionStage<Void> release(String name) {
        return lane.leases().release(name, lease.term().lease());
    }

    public Log log() {
        return lane.log();
    }

    public Presence presence() {
        return lane.presence();
    }

    public boolean is(Lane other) {
        return lane == other;
    }

    public CompletionStage<Void> tidy() {
        return lane.tidy();
    }

    public Optional<String> trouble() {
        return lane.trouble();
    }
}
