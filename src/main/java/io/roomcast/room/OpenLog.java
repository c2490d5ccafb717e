package io.roomcast.room;

import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

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
    private Optional<CompletionStage<Span>> opening = Optional.empty();

    /** Where a reader begins, whether it has missed nothing since it was last here, and how far it may read. */
    record Place(Position position, boolean recovered, long until) {
        Place(Position position, boolean recovered) {
            this(position, recovered, Long.MAX_VALUE);
        }
    }

    OpenLog(Engine engine, String room, Executor strand, Tail tail, Pages pages) {
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

    /** The span once the log is open; asked for once, and again after a failure. */
    CompletionStage<Span> whenOpen() {
        return CompletableFuture.supplyAsync(this::open, strand).thenCompose(Function.identity());
    }

    private CompletionStage<Span> open() {
        if (opening.isEmpty()) {
            CompletionStage<Span> stage = engine.open(room).thenApplyAsync(this::reached, strand);
            opening = Optional.of(stage);
            stage.whenCompleteAsync((span, failure) -> opening = failure == null ? opening : Optional.empty(), strand);
        }
        return opening.orElseThrow();
    }

    private Span reached(Span span) {
        tail.reach(span);
        return tail.span();
    }

    /** Asks the engine how far the log reaches now. */
    CompletionStage<Span> lookAgain() {
        return engine.open(room).thenApplyAsync(this::reached, strand);
    }

    /** The log was removed: what comes next is another. */
    void forget() {
        tail.clear();
        opening = Optional.empty();
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
            return CompletableFuture.completedStage(new Place(born(after.position(), span), true));
        }
        return engine.seek(room, start, reader).thenApplyAsync(found -> place(start, found, reader), strand);
    }

    private Place place(Start start, Slice found, String reader) {
        tail.reach(found.span());
        if (start instanceof Start.After after) {
            Position position = born(after.position(), found.span());
            boolean recovered = found.span().holds(position)
                    && position.offset() >= found.span().oldest() - 1
                    && position.offset() >= found.lostFor(reader);
            return new Place(position, recovered);
        }
        boolean bounded = start instanceof Start.Last last && last.before().isPresent();
        return new Place(found.span().position(found.after()), false, bounded ? found.upTo() : Long.MAX_VALUE);
    }

    /** Before the first event of a log that has been born there is a position of its own. */
    private static Position born(Position position, Span span) {
        return position.equals(Position.START) ? span.position(0) : position;
    }
}
