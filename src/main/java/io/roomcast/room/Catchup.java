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
 * Keeps a room's tail up to date with its log: reads what is missing, and confirms what was last heard too long ago.
 * Announcements may come on any thread; what is read is handled on the room's strand.
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
    /** The callers that wait for the next read. */
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    /** The callers that wait for the read that is under way; null while none is. */
    private List<CompletableFuture<Void>> underWay;

    private volatile boolean reading;
    private volatile long confirmedAt = NEVER;

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

    /** Handles announced events (or none) that do not continue the tail: the log is read. */
    void missed(List<Event> events) {
        if (!keep(events)) {
            catchUp();
        }
    }

    /**
     * Keeps events announced during a read, as they continue its result. False if nothing reads, or nothing was kept.
     */
    private boolean keep(List<Event> events) {
        synchronized (announced) {
            boolean kept = !events.isEmpty() && announced.size() < MOST_ANNOUNCED;
            if (kept) {
                announced.add(events);
            }
            return kept && reading;
        }
    }

    /** Adds what was announced during the read; false if some of it does not continue the tail. */
    private boolean addAnnounced() {
        List<List<Event>> all;
        synchronized (announced) {
            all = List.copyOf(announced);
            announced.clear();
        }
        return all.stream().allMatch(tail::add);
    }

    /** Reads what is missing behind the tail until that succeeds. Completes when the log as of the call is known. */
    CompletionStage<Void> catchUp() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        strand.execute(() -> {
            waiting.add(one);
            if (!reading) {
                reading = true;
                read(Backoff.FIRST);
            }
        });
        return one;
    }

    private void read(Backoff retry) {
        List<CompletableFuture<Void>> these = waiting;
        underWay = these;
        waiting = new ArrayList<>();
        // An event that was announced before this read is in the log that it reads, or is lost.
        synchronized (announced) {
            announced.clear();
        }
        int before = doubts.get();
        Pages.Read read = pages.from(new Start.After(tail.extent().end()), "");
        // Handle a page that is already here now: in its turn on the strand, a fast log would grow too far meanwhile.
        Executor turn = read.page().toCompletableFuture().isDone() ? Runnable::run : strand;
        read.page()
                .whenCompleteAsync(
                        (page, failure) -> {
                            underWay = null;
                            if (failure == null) {
                                handle(page, read, before, these);
                            } else {
                                handleFailure(failure, retry, these);
                            }
                        },
                        turn);
    }

    /** Retries after a failed read, as long as the room has readers or a caller waits. */
    private void handleFailure(Throwable failure, Backoff retry, List<CompletableFuture<Void>> these) {
        these.forEach(one -> one.completeExceptionally(failure));
        if (readers.count() == 0 && waiting.isEmpty()) {
            doubt();
            reading = false;
        } else {
            time.after(retry.delay(), () -> strand.execute(() -> read(retry.next())));
        }
    }

    private void handle(StoredPage page, Pages.Read read, int before, List<CompletableFuture<Void>> these) {
        long changes = tail.changes();
        boolean all = tail.take(page, read.asked());
        if (all) {
            noteConfirmed(page, read.sent(), before);
            all = addAnnounced();
        }
        boolean grown = tail.changes() != changes;
        if (grown) {
            readers.wake();
        }
        if (all) {
            these.forEach(one -> one.complete(null));
        } else {
            waiting.addAll(these);
        }
        reading = !waiting.isEmpty() || !all;
        if (reading && (all || grown)) {
            strand.execute(() -> read(Backoff.FIRST));
        } else if (reading) {
            // Nothing was gained. Pause, whatever the reason, so that this does not spin.
            time.after(Backoff.FIRST.delay(), () -> strand.execute(() -> read(Backoff.FIRST)));
        } else if (!addAnnounced()) {
            catchUp();
        }
    }

    /** Asks how far the log reaches, unless that was confirmed within this time; what is behind the tail is read. */
    void checkHead(Duration age) {
        if (reading || wasConfirmedWithin(age) || !confirming.compareAndSet(false, true)) {
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

    /** Whether the log's extent was confirmed within this time, and the tail has all that was announced. */
    boolean isUpToDate(Duration age) {
        return !reading && wasConfirmedWithin(age);
    }

    private boolean wasConfirmedWithin(Duration age) {
        return time.elapsed() - confirmedAt <= age.toMillis();
    }

    /** Completes when the tail is up to date: after the read that is under way, if that is enough. Called on the strand. */
    CompletionStage<Void> bringUpToDate(Duration age) {
        if (underWay == null || !wasConfirmedWithin(age)) {
            return catchUp();
        }
        CompletableFuture<Void> one = new CompletableFuture<>();
        underWay.add(one);
        return one;
    }

    /** Notes that changes may have gone unannounced, so that answers to earlier questions confirm nothing. */
    void doubt() {
        doubts.incrementAndGet();
        confirmedAt = NEVER;
    }

    /** A page that is older than what is known confirms nothing. */
    private void noteConfirmed(StoredPage page, long sent, int before) {
        if (page.extent().head() >= tail.extent().head()) {
            noteConfirmed(sent, before);
        }
    }

    void noteConfirmed(long sent, int before) {
        if (doubts.get() == before) {
            confirmedAt = Math.max(confirmedAt, sent);
        }
    }

    /** Takes over how far a page says that the log reaches. Completes when the tail does, perhaps after a read. */
    CompletionStage<Void> take(StoredPage page, long asked, long sent, int before) {
        long changes = tail.changes();
        boolean all = tail.take(page, asked);
        if (all) {
            noteConfirmed(page, sent, before);
        }
        if (tail.changes() != changes) {
            readers.wake();
        }
        return all ? CompletableFuture.completedStage(null) : catchUp();
    }

    /** Returns how often the log was doubted. Asked before the log is, for {@link #take}. */
    int doubts() {
        return doubts.get();
    }

    boolean isIdle() {
        return !reading && !confirming.get();
    }
}
