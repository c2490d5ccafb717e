package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.seat.RosterFeed;
import io.roomcast.room.time.Backoff;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a room's tail up with its log: reads what is missing, and confirms what was heard long ago. News may come on any
 * thread; what is read is dealt with on the room's strand.
 */
final class Catchup {
    private static final int MOST_ANNOUNCED = 256;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Executor strand;
    private final Tail tail;
    private final Pages pages;
    private final Readers readers;
    private final RosterFeed feed;
    private final AtomicBoolean confirming = new AtomicBoolean();
    private final AtomicInteger doubts = new AtomicInteger();
    private final List<List<Event>> announced = new ArrayList<>();
    private List<CompletableFuture<Void>> looked = new ArrayList<>();
    private volatile boolean looking;
    private volatile long confirmed = NEVER;

    Catchup(
            OpenLane lane,
            Time time,
            String room,
            Executor strand,
            Tail tail,
            Pages pages,
            Readers readers,
            RosterFeed feed) {
        this.lane = lane;
        this.time = time;
        this.room = room;
        this.strand = strand;
        this.tail = tail;
        this.pages = pages;
        this.readers = readers;
        this.feed = feed;
    }

    /** These events, or none, were announced, and do not go on where the tail ends: the log is looked at. */
    void missed(List<Event> events) {
        if (!keep(events)) {
            look();
        }
    }

    /** What is announced during a look goes on behind what that finds; false where nothing or too much would be kept. */
    private boolean keep(List<Event> events) {
        synchronized (announced) {
            boolean kept = !events.isEmpty() && announced.size() < MOST_ANNOUNCED;
            if (kept) {
                announced.add(events);
            }
            return kept && looking;
        }
    }

    /** Whether all that was announced during the look goes on where the tail ends. */
    private boolean addAnnounced() {
        List<List<Event>> all;
        synchronized (announced) {
            all = List.copyOf(announced);
            announced.clear();
        }
        return all.stream().allMatch(tail::add);
    }

    /** Reads what is missing behind the tail, again and again until that succeeds. Complete when this has been seen. */
    CompletionStage<Void> look() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        strand.execute(() -> {
            looked.add(one);
            if (!looking) {
                looking = true;
                lookNow(Backoff.FIRST);
            }
        });
        return one;
    }

    private void lookNow(Backoff retry) {
        List<CompletableFuture<Void>> these = looked;
        looked = new ArrayList<>();
        // What was announced before this read is in the log that it reads, or is lost.
        synchronized (announced) {
            announced.clear();
        }
        int before = doubts.get();
        Pages.Read read = pages.from(new Start.After(tail.extent().end()), "");
        // What is read at once is dealt with at once: a fast log would grow too far while that waits for its turn.
        Executor turn = read.page().toCompletableFuture().isDone() ? Runnable::run : strand;
        read.page()
                .whenCompleteAsync(
                        (page, failure) -> {
                            if (failure == null) {
                                seen(page, read, before, these);
                            } else {
                                unseen(failure, retry, these);
                            }
                        },
                        turn);
    }

    /** The log could not be read: it is looked at again as long as somebody reads here. */
    private void unseen(Throwable failure, Backoff retry, List<CompletableFuture<Void>> these) {
        these.forEach(one -> one.completeExceptionally(failure));
        if (readers.count() == 0 && looked.isEmpty()) {
            doubt();
            looking = false;
        } else {
            time.after(retry.delay(), () -> strand.execute(() -> lookNow(retry.next())));
        }
    }

    private void seen(StoredPage page, Pages.Read read, int before, List<CompletableFuture<Void>> these) {
        long changes = tail.changes();
        boolean all = tail.take(page, read.asked());
        if (all) {
            confirmed(page, read.sent(), before);
            all = addAnnounced();
        }
        boolean grown = tail.changes() != changes;
        if (grown) {
            readers.wake();
        }
        if (all) {
            these.forEach(one -> one.complete(null));
        } else {
            looked.addAll(these);
        }
        looking = !looked.isEmpty() || !all;
        if (looking && (all || grown)) {
            strand.execute(() -> lookNow(Backoff.FIRST));
        } else if (looking) {
            // Nothing came of it: whatever the reason, it must not go round and round.
            time.after(Backoff.FIRST.delay(), () -> strand.execute(() -> lookNow(Backoff.FIRST)));
        } else if (!addAnnounced()) {
            look();
        }
    }

    /** Asks how far the log reaches if that is longer ago than this; what is behind the tail is read. */
    void confirm(Duration age) {
        if (looking || isFresh(age) || !confirming.compareAndSet(false, true)) {
            return;
        }
        long asked = tail.changes();
        long sent = time.elapsed();
        int before = doubts.get();
        lane.confirm(room)
                .whenCompleteAsync(
                        (known, failure) -> {
                            confirming.set(false);
                            if (failure == null) {
                                take(StoredPage.endOf(known.extent()), asked, sent, before);
                                feed.confirmed(known.roster());
                            }
                        },
                        strand);
    }

    /** Whether it was asked for no longer ago than this how far the log reaches. */
    boolean isFresh(Duration age) {
        return time.elapsed() - confirmed <= age.toMillis();
    }

    /** Something may have happened that nobody was told of; what was asked before does not say. */
    void doubt() {
        doubts.incrementAndGet();
        confirmed = NEVER;
    }

    /** A page that is older than what is known confirms nothing. */
    private void confirmed(StoredPage page, long sent, int before) {
        if (page.extent().head() >= tail.extent().head()) {
            confirmed(sent, before);
        }
    }

    void confirmed(long sent, int before) {
        if (doubts.get() == before) {
            confirmed = Math.max(confirmed, sent);
        }
    }

    /** How far something says that the log reaches; complete when the tail does, for which the log may be looked at. */
    CompletionStage<Void> take(StoredPage page, long asked, long sent, int before) {
        long changes = tail.changes();
        boolean all = tail.take(page, asked);
        if (all) {
            confirmed(page, sent, before);
        }
        if (tail.changes() != changes) {
            readers.wake();
        }
        return all ? CompletableFuture.completedStage(null) : look();
    }

    /** How often it was doubted; asked before something is, for {@link #take}. */
    int doubts() {
        return doubts.get();
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return !looking && !confirming.get();
    }
}
