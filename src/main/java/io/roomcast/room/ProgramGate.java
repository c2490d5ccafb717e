package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.seat.SeatListener;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Visitor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Passes what happens in a room through the programs, which see one thing after the other. They are told of every join
 * and leave, late if one of them hangs. They see each publish once, however often it is repeated; a publish that takes
 * them too long is refused. Called on the room's strand.
 */
final class ProgramGate implements SeatListener {
    private static final String NOBODY = "";

    private final OpenRooms rooms;
    private final OpenLane lane;
    private final String room;
    private final Executor strand;
    private final boolean watched;
    private final boolean decided;
    private final Map<Name, CompletionStage<Void>> underWay = new HashMap<>();
    private final Set<Item<?>> line = new LinkedHashSet<>();
    private final Map<String, Item<?>> untold = new HashMap<>();
    private volatile boolean busy;
    private int publishes;

    /** Identifies a publish, so that a repeat of it is recognised. */
    private record Name(String member, String id) {
        static Name of(Draft draft) {
            return new Name(draft.from().id(), draft.id());
        }
    }

    /**
     * One thing in the line.
     *
     * @param isFact whether programs are told in any case, so that only their own time is limited
     * @param joined the id of the member whose joining is told; empty if it is something else
     * @param task tells the programs, which complete {@code theirs} on any thread
     * @param done completes on the strand, before the next thing begins
     */
    private record Item<T>(
            boolean isFact,
            String joined,
            Consumer<CompletableFuture<T>> task,
            CompletableFuture<T> theirs,
            CompletableFuture<T> done) {
        Item(boolean isFact, String joined, Consumer<CompletableFuture<T>> task) {
            this(isFact, joined, task, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    ProgramGate(OpenRooms rooms, String room, Executor strand) {
        this.rooms = rooms;
        this.lane = rooms.lane(room);
        this.room = room;
        this.strand = strand;
        this.watched = programs().watch(room);
        this.decided = programs().decide(room);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }

    private Programs programs() {
        return rooms.programs();
    }

    @Override
    public void joined(Member member, Visitor visitor, boolean recovered) {
        came(member, visitor);
        tell(member.id(), seen -> programs().joined(room, member, visitor, recovered, seen));
    }

    @Override
    public void came(Member member, Visitor visitor) {
        note(member, () -> programs().came(room, member, visitor));
    }

    @Override
    public void went(Member member) {
        note(member, () -> programs().went(room, member));
    }

    /** A member that leaves before the programs heard of its joining never joined. */
    @Override
    public void left(Member member, boolean here) {
        Item<?> coming = untold.remove(member.id());
        if (coming == null || !line.remove(coming)) {
            tell(NOBODY, seen -> programs().left(room, member, seen));
        }
        if (here) {
            went(member);
        }
    }

    /** Tells programs of both, so that what they count is right. */
    @Override
    public void neverCameBack(Member member) {
        tell(NOBODY, seen -> programs().joined(room, member, Visitor.ANYBODY, true, seen));
        tell(NOBODY, seen -> programs().left(room, member, seen));
    }

    /** Runs in its turn, without telling the programs. It stays in the line, and so does the joining before it. */
    private void note(Member member, Runnable task) {
        untold.remove(member.id());
        tell(NOBODY, seen -> {
            task.run();
            seen.complete(null);
        });
    }

    private void tell(String joined, Consumer<CompletableFuture<Void>> task) {
        if (watched) {
            Item<Void> item = new Item<>(true, joined, task);
            if (!joined.equals(NOBODY)) {
                untold.put(joined, item);
            }
            line.add(item);
            next();
        }
    }

    /** Whether programs want to be told of publishes here. */
    boolean isWatched() {
        return watched;
    }

    /** Publishes what the programs make of the draft. */
    CompletionStage<Receipt> publish(Draft draft, Visitor visitor) {
        if (!decided) {
            return lane.commits().add(draft, strand).thenApply(receipt -> told(draft, visitor, receipt));
        }
        if (publishes >= rooms.limits().pending()) {
            return CompletableFuture.failedStage(
                    new Refusal(Code.BUSY, "too many publishes wait for a program; nothing was published"));
        }
        publishes++;
        Item<Draft> item = new Item<>(false, NOBODY, verdict -> decide(draft, visitor, verdict));
        expire(item);
        CompletionStage<Receipt> outcome = item.done()
                .whenComplete((made, failure) -> publishes--)
                .thenCompose(made -> add(made).thenApply(receipt -> told(made, visitor, receipt)));
        line.add(item);
        next();
        return outcome;
    }

    /** Tells the programs that only watch: of what is new, and not of repeats. */
    private Receipt told(Draft draft, Visitor visitor, Receipt receipt) {
        if (receipt instanceof Receipt.Appended || draft.answer().isPresent()) {
            programs().done(draft, visitor, receipt);
        }
        return receipt;
    }

    /** Starts the time limit of the programs; one that hangs is interrupted. */
    private void expire(Item<?> item) {
        Refusal late = new Refusal(Code.UNAVAILABLE, "a program takes too long; send it again with the same id");
        Time.Alarm alarm = rooms.time()
                .after(
                        programs().bounds().patience(),
                        () -> strand.execute(() -> {
                            boolean waits = line.remove(item);
                            (waits ? item.done() : item.theirs()).completeExceptionally(late);
                        }));
        CompletionStage<?> done = item.done();
        done.whenComplete((result, failure) -> alarm.off());
    }

    /** Begins with the next thing, unless one is under way. */
    private void next() {
        if (busy || line.isEmpty()) {
            return;
        }
        Item<?> item = line.iterator().next();
        line.remove(item);
        untold.remove(item.joined(), item);
        busy = true;
        begin(item);
    }

    private <T> void begin(Item<T> item) {
        CompletionStage<T> theirs = item.theirs();
        theirs.whenCompleteAsync(
                (result, failure) -> {
                    busy = false;
                    pass(result, failure, item.done());
                    next();
                },
                strand);
        if (item.isFact()) {
            expire(item);
        }
        item.task().accept(item.theirs());
    }

    private static <T> void pass(T result, Throwable failure, CompletableFuture<T> to) {
        if (failure == null) {
            to.complete(result);
        } else {
            to.completeExceptionally(failure);
        }
    }

    /** A repeat gets the first answer again, so programs see only new publishes. */
    private void decide(Draft draft, Visitor visitor, CompletableFuture<Draft> verdict) {
        if (!draft.isRepeatable()) {
            programs().received(draft, visitor, verdict);
            return;
        }
        underWay.getOrDefault(Name.of(draft), done())
                .thenCompose(first -> lane.recall(draft))
                .whenCompleteAsync(
                        (before, failure) -> {
                            if (failure != null) {
                                verdict.completeExceptionally(Refusal.of(failure));
                            } else if (before.isPresent()) {
                                verdict.complete(draft);
                            } else {
                                programs().received(draft, visitor, verdict);
                            }
                        },
                        strand);
    }

    private CompletionStage<Receipt> add(Draft draft) {
        if (!draft.isRepeatable()) {
            // It was taken and cannot come again, so no trace is kept.
            return draft.answer().isPresent()
                    ? CompletableFuture.completedStage(
                            new Receipt.Taken(draft.answer().get()))
                    : lane.commits().add(draft, strand);
        }
        CompletableFuture<Void> settled = new CompletableFuture<>();
        underWay.put(Name.of(draft), settled);
        return lane.commits().add(draft, strand).whenComplete((receipt, failure) -> {
            underWay.remove(Name.of(draft), settled);
            settled.complete(null);
        });
    }

    /** Whether nothing waits for a program. Any thread may ask; the answer may be briefly out of date. */
    boolean isIdle() {
        return !busy;
    }
}
