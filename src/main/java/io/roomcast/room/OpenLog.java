package io.roomcast.room;

import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A room's log as the room sees it: opened at the first use, its tail in memory, its pages read from the engine. Stages
 * complete on the room's strand, and so does all that changes it but the tail.
 */
final class OpenLog {
    private final Engine engine;
    private final String room;
    private final Executor strand;
    private final Tail tail;
    private final Pages pages;
    private final Consumer<List<Member>> former;
    private List<CompletableFuture<Span>> waiting = new ArrayList<>();
    private boolean isOpen;

    /** Where a reader begins, whether it has missed nothing since it was last here, and how far it may read. */
    record Place(Position position, boolean recovered, long until) {
        Place(Position position, boolean recovered) {
            this(position, recovered, Long.MAX_VALUE);
        }
    }

    /** Before anybody reads, {@code former} is told who was seated here when the server's former run ended. */
    OpenLog(Engine engine, String room, Executor strand, Tail tail, Pages pages, Consumer<List<Member>> former) {
        this.former = former;
        this.engine = engine;
        this.room = room;
        this.strand = strand;
        this.tail = tail;
        this.pages = pages;
    }

    Tail tail() {
        return tail;
    }

    Pages pages() {
        return pages;
    }

    /** The span once the log is open; asked for once, and again after a failure. Who came first goes on first. */
    CompletionStage<Span> whenOpen() {
        CompletableFuture<Span> one = new CompletableFuture<>();
        strand.execute(() -> open(one));
        return one;
    }

    private void open(CompletableFuture<Span> one) {
        if (isOpen) {
            one.complete(tail.span());
            return;
        }
        waiting.add(one);
        if (waiting.size() == 1) {
            long asked = tail.changes();
            engine.former(room)
                    .thenAcceptAsync(former, strand)
                    .thenCompose(seated -> engine.open(room))
                    .whenCompleteAsync((span, failure) -> opened(span, asked, failure), strand);
        }
    }

    private void opened(Span span, long asked, Throwable failure) {
        List<CompletableFuture<Span>> all = waiting;
        waiting = new ArrayList<>();
        if (failure != null) {
            all.forEach(one -> one.completeExceptionally(failure));
            return;
        }
        isOpen = true;
        Span reached = reached(span, asked);
        all.forEach(one -> one.complete(reached));
    }

    private Span reached(Span span, long asked) {
        tail.reach(span, asked);
        return tail.span();
    }

    /** Asks the engine how far the log reaches now. */
    CompletionStage<Span> lookAgain() {
        long asked = tail.changes();
        return engine.open(room).thenApplyAsync(span -> reached(span, asked), strand);
    }

    /** The log was removed: what comes next is another. */
    void forget() {
        tail.clear();
        isOpen = false;
    }

    /** Finds where a reader begins; asks the engine only if the tail does not tell. */
    CompletionStage<Place> find(Start start, String reader) {
        Span span = tail.span();
        if (start instanceof Start.Head) {
            return CompletableFuture.completedStage(new Place(span.end(), false));
        }
        if (start instanceof Start.After after
                && span.holds(after.position())
                && tail.covers(after.position().offset())) {
            Position position = born(after.position(), span);
            return CompletableFuture.completedStage(new Place(position, span.isOfNewestEpoch(position)));
        }
        long asked = tail.changes();
        return engine.seek(room, start, reader).thenApplyAsync(found -> place(start, found, reader, asked), strand);
    }

    private Place place(Start start, Slice found, String reader, long asked) {
        Span span = found.span();
        Position position =
                start instanceof Start.After after ? born(after.position(), span) : span.position(found.after());
        if (!tail.span().holds(position)) {
            tail.reach(span, asked);
        }
        if (start instanceof Start.After) {
            boolean recovered = span.holds(position)
                    && span.isOfNewestEpoch(position)
                    && position.offset() >= span.oldest() - 1
                    && position.offset() >= found.lostFor(reader);
            return new Place(position, recovered);
        }
        boolean bounded = start instanceof Start.Last last && last.before().isPresent();
        return new Place(position, false, bounded ? found.upTo() : Long.MAX_VALUE);
    }

    /** Before the first event of a log that has been born there is a position of its own. */
    private static Position born(Position position, Span span) {
        return position.equals(Position.START) ? span.position(0) : position;
    }
}
