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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What happens in a room on its way past the programs: they see one thing after the other. Who comes and who goes they are
 * told in any case, late if one of them hangs; each publish they see only once however often it is repeated, and what
 * takes them too long is refused. Called on the room's strand.
 */
final class ProgramGate implements SeatListener {
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

    /** By this a publish is known again. */
    private record Name(String member, String id) {
        static Name of(Draft draft) {
            return new Name(draft.from().id(), draft.id());
        }
    }

    /**
     * One thing in the line.
     *
     * @param isFact whether it is told in any case, so that only the programs' own time is limited
     * @param joined who came, where that is what is told
     * @param deed tells the programs, who complete {@code theirs} on any thread
     * @param done complete on the strand, before the next thing begins
     */
    private record Item<T>(
            boolean isFact,
            Optional<Member> joined,
            Consumer<CompletableFuture<T>> deed,
            CompletableFuture<T> theirs,
            CompletableFuture<T> done) {
        Item(boolean isFact, Optional<Member> joined, Consumer<CompletableFuture<T>> deed) {
            this(isFact, joined, deed, new CompletableFuture<>(), new CompletableFuture<>());
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
        tell(Optional.of(member), seen -> programs().joined(room, member, visitor, recovered, seen));
    }

    @Override
    public void came(Member member, Visitor visitor) {
        note(member, () -> programs().came(room, member, visitor));
    }

    @Override
    public void went(Member member) {
        note(member, () -> programs().went(room, member));
    }

    /** Who has left before the programs heard that it came never came. */
    @Override
    public void left(Member member, boolean here) {
        Item<?> coming = untold.remove(member.id());
        if (coming == null || !line.remove(coming)) {
            tell(Optional.empty(), seen -> programs().left(room, member, seen));
        }
        if (here) {
            went(member);
        }
    }

    /** Programs hear of both, so that what they count is right. */
    @Override
    public void neverCameBack(Member member) {
        tell(Optional.empty(), seen -> programs().joined(room, member, Visitor.ANYBODY, true, seen));
        tell(Optional.empty(), seen -> programs().left(room, member, seen));
    }

    /** In its turn, but nobody is told. It stays in the line, and so does that the member came before it. */
    private void note(Member member, Runnable deed) {
        untold.remove(member.id());
        tell(Optional.empty(), seen -> {
            deed.run();
            seen.complete(null);
        });
    }

    private void tell(Optional<Member> joined, Consumer<CompletableFuture<Void>> deed) {
        if (watched) {
            Item<Void> item = new Item<>(true, joined, deed);
            joined.ifPresent(member -> untold.put(member.id(), item));
            line.add(item);
            next();
        }
    }

    /** Whether programs want to know what is published here. */
    boolean isWatched() {
        return watched;
    }

    /** Publishes what the programs make of it. */
    CompletionStage<Receipt> publish(Draft draft, Visitor visitor) {
        if (!decided) {
            return lane.commits().add(draft, strand).thenApply(receipt -> told(draft, visitor, receipt));
        }
        if (publishes >= rooms.limits().pending()) {
            return CompletableFuture.failedStage(
                    new Refusal(Code.BUSY, "too many publishes wait for a program; nothing was published"));
        }
        publishes++;
        Item<Draft> item = new Item<>(false, Optional.empty(), verdict -> decide(draft, visitor, verdict));
        expire(item);
        CompletionStage<Receipt> outcome = item.done()
                .whenComplete((made, failure) -> publishes--)
                .thenCompose(made -> add(made).thenApply(receipt -> told(made, visitor, receipt)));
        line.add(item);
        next();
        return outcome;
    }

    /** Those who look on hear of what is new, and not of repeats. */
    private Receipt told(Draft draft, Visitor visitor, Receipt receipt) {
        if (receipt instanceof Receipt.Appended || draft.answer().isPresent()) {
            programs().done(draft, visitor, receipt);
        }
        return receipt;
    }

    /** From now on the programs have so much time; whoever hangs is interrupted. */
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

    /** Begins with the next thing, if nothing is under way. */
    private void next() {
        if (busy || line.isEmpty()) {
            return;
        }
        Item<?> item = line.iterator().next();
        line.remove(item);
        item.joined().ifPresent(member -> untold.remove(member.id(), item));
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
        item.deed().accept(item.theirs());
    }

    private static <T> void pass(T result, Throwable failure, CompletableFuture<T> to) {
        if (failure == null) {
            to.complete(result);
        } else {
            to.completeExceptionally(failure);
        }
    }

    /** A repeat is answered as the first time, so programs see only what is news. */
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
            // What was taken and cannot come again leaves no trace.
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

    /** Whether nothing waits for a program. Any thread may ask; the answer may be a moment old. */
    boolean isIdle() {
        return !busy;
    }
}
