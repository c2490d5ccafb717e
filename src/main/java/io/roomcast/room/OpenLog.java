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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Duration heartbeat;
    private final Executor strand;
    private final Tail tail;
    private final Pages pages;
    private final Consumer<List<Member>> former;
    private final Readers readers;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private List<CompletableFuture<Void>> looked = new ArrayList<>();
    private volatile boolean isOpen;
    private volatile boolean missed;
    private volatile boolean opening;
    private volatile boolean looking;
    private volatile long confirmed = NEVER;
    private final AtomicBoolean confirming = new AtomicBoolean();

    /**
     * @param heartbeat what was known longer ago is confirmed before it is believed
     * @param former is told, before anybody reads, who was seated here when the server's former run ended
     * @param readers are woken when the tail has grown
     */
    OpenLog(
            OpenLane lane,
            Time time,
            Duration heartbeat,
            String room,
            Executor strand,
            Tail tail,
            Pages pages,
            Consumer<List<Member>> former,
            Readers readers) {
        this.lane = lane;
        this.time = time;
        this.heartbeat = heartbeat;
        this.room = room;
        this.strand = strand;
        this.tail = tail;
        this.pages = pages;
        this.former = former;
        this.readers = readers;
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
            opening = true;
            long asked = tail.changes();
            long sent = time.elapsed();
            CompletionStage<Void> seated = lane.presence().former(room).thenAcceptAsync(former, strand);
            lane.open(room)
                    .thenCombine(seated, (span, done) -> span)
                    .whenCompleteAsync((span, failure) -> opened(span, asked, sent, failure), strand);
        }
    }

    private void opened(Span span, long asked, long sent, Throwable failure) {
        List<CompletableFuture<Void>> all = waiting;
        waiting = new ArrayList<>();
        opening = false;
        if (failure != null) {
            all.forEach(turn -> turn.completeExceptionally(failure));
            return;
        }
        isOpen = true;
        confirmed = sent;
        if (!tail.open(span, asked) || missed) {
            look();
        }
        missed = false;
        all.forEach(turn -> turn.complete(null));
    }

    /** The log has grown; where the events that came last do not tell enough, it is looked at. */
    void grew(Position head, List<Event> events) {
        missed = true;
        if (!isOpen) {
            return;
        }
        missed = false;
        if (tail.knows(head)) {
            return;
        }
        if (!events.isEmpty() && tail.add(events)) {
            readers.wake(events);
        } else {
            look();
        }
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
        long sent = time.elapsed();
        pages.from(new Start.After(tail.span().end()), "")
                .whenCompleteAsync(
                        (page, failure) -> {
                            if (failure == null) {
                                seen(page, asked, sent, these);
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

    private void seen(Slice page, long asked, long sent, List<CompletableFuture<Void>> these) {
        boolean all = tail.take(page, asked);
        if (all) {
            confirmed = Math.max(confirmed, sent);
        }
        readers.wake();
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

    /** Asks how far the log reaches if that is longer ago than this; what is behind the tail is read. */
    void confirm(Duration age) {
        if (!isOpen || looking || isFresh(age) || !confirming.compareAndSet(false, true)) {
            return;
        }
        long asked = tail.changes();
        long sent = time.elapsed();
        lane.open(room)
                .whenCompleteAsync(
                        (span, failure) -> {
                            confirming.set(false);
                            if (failure == null) {
                                take(Slice.endOf(span), asked, sent);
                            }
                        },
                        strand);
    }

    /** Whether it was asked for no longer ago than this how far the log reaches. */
    private boolean isFresh(Duration age) {
        return time.elapsed() - confirmed <= age.toMillis();
    }

    /** Something may have happened that nobody was told of. */
    void doubt() {
        confirmed = NEVER;
    }

    /** How far something says that the log reaches; what was asked before, and when, decides how much it is believed. */
    private void take(Slice page, long asked, long sent) {
        long before = tail.changes();
        if (!tail.take(page, asked)) {
            look();
            return;
        }
        confirmed = Math.max(confirmed, sent);
        if (tail.changes() != before) {
            readers.wake();
        }
    }

    /** The page right after a position. */
    CompletionStage<Slice> page(Position position) {
        long asked = tail.changes();
        long sent = time.elapsed();
        return pages.after(position).thenApply(page -> {
            take(page, asked, sent);
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
        return !looking && !opening && !confirming.get() && pages.isIdle();
    }

    /** Finds where a reader begins; asks the engine only if the tail does not tell, or has not heard of it for long. */
    CompletionStage<Place> find(Start start, String reader) {
        return isFresh(heartbeat)
                ? findNow(start, reader)
                : look().thenComposeAsync(looked -> findNow(start, reader), strand);
    }

    private CompletionStage<Place> findNow(Start start, String reader) {
        Optional<Place> known = Place.in(tail, start);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        long asked = tail.changes();
        long sent = time.elapsed();
        CompletionStage<Slice> page =
                start instanceof Start.After after ? pages.after(after.position()) : pages.from(start, reader);
        return page.thenApplyAsync(
                found -> {
                    take(found, asked, sent);
                    return Place.of(start, found, reader, tail);
                },
                strand);
    }
}
