package io.roomcast.room;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Visitor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way of a room's news past the programs: they see one thing after the other, each publish only once however often it
 * is repeated, and what takes them too long is refused. Called on the room's strand.
 */
final class Vetting {

    private final Rooms rooms;
    private final String room;
    private final Executor strand;
    private final boolean watched;
    private final boolean decided;
    private final Map<Name, CompletionStage<Void>> underWay = new HashMap<>();
    private volatile CompletionStage<Void> last = done();
    private int waiting;

    /** By this a publish is known again. */
    private record Name(String member, String id) {
        static Name of(Draft draft) {
            return new Name(draft.from().id(), draft.id());
        }
    }

    Vetting(Rooms rooms, String room, Executor strand) {
        this.rooms = rooms;
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

    void joined(Member member, Visitor visitor) {
        if (watched) {
            this.<Void, Void>inTurn(seen -> programs().joined(room, member, visitor, seen), seen -> done());
        }
    }

    void left(Member member) {
        if (watched) {
            this.<Void, Void>inTurn(seen -> programs().left(room, member, seen), seen -> done());
        }
    }

    /** Publishes what the programs make of it. */
    CompletionStage<Receipt> publish(Draft draft, Visitor visitor, Commits.Landing landing) {
        if (!watched) {
            return rooms.commits().add(draft, landing);
        }
        if (!decided) {
            return rooms.commits().add(draft, landing).thenApply(receipt -> told(draft, visitor, receipt));
        }
        if (waiting >= rooms.limits().pending()) {
            return CompletableFuture.failedStage(
                    new Refusal(Code.BUSY, "too many publishes wait for a program; nothing was published"));
        }
        return this.<Draft, Receipt>inTurn(
                verdict -> decide(draft, visitor, verdict),
                verdict -> add(verdict, landing).thenApply(receipt -> told(verdict, visitor, receipt)));
    }

    /** Those who look on hear of what is new, and not of repeats. */
    private Receipt told(Draft draft, Visitor visitor, Receipt receipt) {
        if (receipt instanceof Receipt.Appended || draft.answer().isPresent()) {
            programs().done(draft, visitor, receipt);
        }
        return receipt;
    }

    /** Does the deed when all before it are done, and then, still before the next, goes on with what came of it. */
    private <T, R> CompletionStage<R> inTurn(
            Consumer<CompletableFuture<T>> deed, Function<T, CompletionStage<R>> next) {
        CompletableFuture<T> done = new CompletableFuture<>();
        CompletableFuture<R> outcome = new CompletableFuture<>();
        Time.Alarm late = rooms.time().after(programs().bounds().patience(), () -> expire(done));
        CompletionStage<T> verdict = done;
        verdict.whenComplete((result, failure) -> {
            late.off();
            if (failure != null) {
                outcome.completeExceptionally(failure);
            }
        });
        waiting++;
        last = last.thenComposeAsync(before -> begin(deed, done), strand)
                .thenRunAsync(
                        () -> {
                            waiting--;
                            verdict.thenCompose(next)
                                    .whenComplete((result, failure) -> finish(outcome, result, failure));
                        },
                        strand);
        return outcome;
    }

    private static void expire(CompletableFuture<?> done) {
        done.completeExceptionally(
                new Refusal(Code.UNAVAILABLE, "a program takes too long; send it again with the same id"));
    }

    private static <R> void finish(CompletableFuture<R> outcome, R result, Throwable failure) {
        if (failure == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    /** Complete, and never failed, when it is the next one's turn. What nobody waits for any more is not begun. */
    private static <T> CompletionStage<Void> begin(Consumer<CompletableFuture<T>> deed, CompletableFuture<T> done) {
        if (!done.isDone()) {
            deed.accept(done);
        }
        return done.handle((result, failure) -> null);
    }

    /** A repeat is answered as the first time, so programs see only what is news. */
    private void decide(Draft draft, Visitor visitor, CompletableFuture<Draft> verdict) {
        if (!draft.isRepeatable()) {
            programs().received(draft, visitor, verdict);
            return;
        }
        underWay.getOrDefault(Name.of(draft), done())
                .thenCompose(first -> recall(draft))
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

    private CompletionStage<Optional<Receipt>> recall(Draft draft) {
        Engine engine = rooms.engine();
        try {
            return engine.recall(draft);
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private CompletionStage<Receipt> add(Draft draft, Commits.Landing landing) {
        if (!draft.isRepeatable()) {
            // What was taken and cannot come again leaves no trace.
            return draft.answer().isPresent()
                    ? CompletableFuture.completedStage(
                            new Receipt.Taken(draft.answer().get()))
                    : rooms.commits().add(draft, landing);
        }
        CompletableFuture<Void> settled = new CompletableFuture<>();
        underWay.put(Name.of(draft), settled);
        return rooms.commits()
                .add(draft, landing)
                .whenCompleteAsync(
                        (receipt, failure) -> {
                            underWay.remove(Name.of(draft), settled);
                            settled.complete(null);
                        },
                        strand);
    }

    /** Whether nothing waits for a program. Any thread may ask; the answer may be a moment old. */
    boolean isIdle() {
        return last.toCompletableFuture().isDone();
    }
}
