package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A room's log as the room sees it: opened at the first use, its tail in memory, its pages read from the engine. Whatever
 * comes from the log says how far it reaches, and the tail takes that over. Stages complete on the room's strand, and so
 * does all that changes it but the tail.
 */
final class OpenLog {
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Executor strand;
    private final Tail tail;
    private final Pages pages;
    private final Consumer<List<Member>> former;
    private final Runnable grown;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private List<CompletableFuture<Void>> looked = new ArrayList<>();
    private volatile boolean isOpen;
    private volatile boolean missed;
    private volatile boolean looking;

    /**
     * Where a reader begins, whether it has missed nothing since it was last here, how far it may read, and the page that
     * was read to find it.
     */
    record Place(Position position, boolean recovered, long until, Optional<Slice> page) {
        Place(Position position, boolean recovered) {
            this(position, recovered, Long.MAX_VALUE, Optional.empty());
        }
    }

    /**
     * @param former is told, before anybody reads, who was seated here when the server's former run ended
     * @param grown is run when the tail has grown by what was read
     */
    OpenLog(
            OpenLane lane,
            Time time,
            String room,
            Executor strand,
            Tail tail,
            Pages pages,
            Consumer<List<Member>> former,
            Runnable grown) {
        this.lane = lane;
        this.time = time;
        this.room = room;
        this.strand = strand;
        this.tail = tail;
        this.pages = pages;
        this.former = former;
        this.grown = grown;
    }

    Tail tail() {
        return tail;
    }

    /**
     * Does something on the strand once the log is open. It is opened at the first use, and again after a failure; who
     * came first goes on first.
     */
    <T> CompletionStage<T> whenOpen(Supplier<CompletionStage<T>> deed) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletionStage<T> done = turn.thenCompose(open -> deed.get());
        strand.execute(() -> open(turn));
        return done;
    }

    private void open(CompletableFuture<Void> turn) {
        if (isOpen) {
            turn.complete(null);
            return;
        }
        waiting.add(turn);
        if (waiting.size() == 1) {
            long asked = tail.changes();
            lane.presence()
                    .former(room)
                    .thenAcceptAsync(former, strand)
                    .thenCompose(seated -> lane.open(room))
                    .whenCompleteAsync((span, failure) -> opened(span, asked, failure), strand);
        }
    }

    private void opened(Span span, long asked, Throwable failure) {
        List<CompletableFuture<Void>> all = waiting;
        waiting = new ArrayList<>();
        if (failure != null) {
            all.forEach(turn -> turn.completeExceptionally(failure));
            return;
        }
        isOpen = true;
        if (!tail.take(Slice.endOf(span), asked) || missed) {
            look();
        }
        all.forEach(turn -> turn.complete(null));
    }

    /** The log has grown; where the events that came last do not tell enough, it is looked at. */
    boolean grew(Position head, List<Event> events) {
        missed = true;
        if (!isOpen) {
            return false;
        }
        missed = false;
        if (tail.knows(head)) {
            return false;
        }
        boolean grown = !events.isEmpty() && tail.add(events);
        if (!grown) {
            look();
        }
        return grown;
    }

    /** Reads what is missing behind the tail, again and again until that succeeds. Complete when this has been seen. */
    CompletionStage<Void> look() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        strand.execute(() -> {
            looked.add(one);
            if (!looking) {
                looking = true;
                lookNow(FIRST_RETRY);
            }
        });
        return one;
    }

    private void lookNow(Duration retry) {
        List<CompletableFuture<Void>> these = looked;
        looked = new ArrayList<>();
        long asked = tail.changes();
        pages.from(new Start.After(tail.span().end()), "")
                .whenCompleteAsync(
                        (page, failure) -> {
                            if (failure == null) {
                                seen(page, asked, these);
                            } else {
                                these.forEach(one -> one.completeExceptionally(failure));
                                time.after(retry, () -> strand.execute(() -> lookNow(doubled(retry))));
                            }
                        },
                        strand);
    }

    private static Duration doubled(Duration retry) {
        Duration next = retry.multipliedBy(2);
        return next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
    }

    private void seen(Slice page, long asked, List<CompletableFuture<Void>> these) {
        boolean all = tail.take(page, asked);
        grown.run();
        if (!all) {
            looked.addAll(these);
        } else {
            these.forEach(one -> one.complete(null));
        }
        looking = !looked.isEmpty() || !all;
        if (looking) {
            lookNow(FIRST_RETRY);
        }
    }

    /** What a page that was read for somebody says about the log; {@code asked} is of before it was. */
    private void take(Slice page, long asked) {
        long head = tail.span().head();
        if (!tail.take(page, asked)) {
            look();
        } else if (tail.span().head() != head) {
            grown.run();
        }
    }

    /** The page right after a position. */
    CompletionStage<Slice> page(Position position) {
        long asked = tail.changes();
        return pages.after(position).thenApply(page -> {
            take(page, asked);
            return page;
        });
    }

    /** The log was removed: what comes next is another. */
    void forget() {
        tail.clear();
        isOpen = false;
    }

    /** Whether nobody waits for it. */
    boolean isIdle() {
        return !looking && pages.isIdle();
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
        CompletionStage<Slice> page =
                start instanceof Start.After after ? pages.after(after.position()) : pages.from(start, reader);
        return page.thenApplyAsync(found -> place(start, found, reader, asked), strand);
    }

    private Place place(Start start, Slice found, String reader, long asked) {
        take(found, asked);
        Span span = found.span();
        Position position =
                start instanceof Start.After after ? born(after.position(), span) : span.position(found.after());
        Optional<Slice> page = Optional.of(found).filter(any -> !tail.covers(position.offset()));
        if (start instanceof Start.After) {
            boolean recovered = span.holds(position)
                    && span.isOfNewestEpoch(position)
                    && position.offset() >= span.oldest() - 1
                    && position.offset() >= found.lostFor(reader);
            return new Place(position, recovered, Long.MAX_VALUE, page);
        }
        long until = start instanceof Start.Last last
                ? last.before().map(span::sharedUpTo).orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
        return new Place(position, false, until, page);
    }

    /** Before the first event of a log that has been born there is a position of its own. */
    private static Position born(Position position, Span span) {
        return position.equals(Position.START) ? span.position(0) : position;
    }
}
