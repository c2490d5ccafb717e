package io.roomcast.room;

import io.roomcast.room.engine.Log;
import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.WaitingStages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A room's log as the room sees it: opened at the first use, its tail in memory, its pages read from the engine. Every
 * answer from the log says how far the log reaches, and the tail takes that over. Stages complete on the room's strand;
 * announcements may come on any thread.
 */
final class OpenLog {
    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Duration heartbeat;
    private final Executor strand;
    private final Tail tail;
    private final Pages pages;
    private final Readers readers;
    private final Catchup catchup;
    private final WaitingStages<Void> waiting = new WaitingStages<>();
    private volatile boolean isOpen;
    private volatile boolean missed;
    private volatile boolean opening;
    private int life;

    /** @param heartbeat what was confirmed longer ago is confirmed again before it is relied on */
    OpenLog(
            OpenLane lane,
            Time time,
            Duration heartbeat,
            String room,
            Executor strand,
            Tail tail,
            Pages pages,
            Readers readers,
            Catchup catchup) {
        this.lane = lane;
        this.time = time;
        this.heartbeat = heartbeat;
        this.room = room;
        this.strand = strand;
        this.tail = tail;
        this.pages = pages;
        this.readers = readers;
        this.catchup = catchup;
    }

    Tail tail() {
        return tail;
    }

    /**
     * Runs a task on the strand once the log is open, in the order of the calls. A failed opening is tried again by the
     * next call.
     */
    <T> CompletionStage<T> whenOpen(Supplier<CompletionStage<T>> task) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletionStage<T> done = turn.thenCompose(open -> task.get());
        strand.execute(() -> open(turn));
        return done;
    }

    private void open(CompletableFuture<Void> turn) {
        if (isOpen) {
            turn.complete(null);
            return;
        }
        waiting.add(turn);
        if (waiting.count() == 1) {
            opening = true;
            long asked = tail.changes();
            long sent = time.elapsed();
            int before = catchup.doubts();
            lane.open(room).whenCompleteAsync((known, failure) -> opened(known, asked, sent, before, failure), strand);
        }
    }

    private void opened(Log.Known known, long asked, long sent, int before, Throwable failure) {
        opening = false;
        if (failure != null) {
            waiting.fail(failure);
            return;
        }
        isOpen = true;
        catchup.noteConfirmed(sent, before);
        if (!tail.open(known.extent(), asked) || missed) {
            catchUp();
        }
        missed = false;
        waiting.complete(null);
    }

    /** Hears that the log has grown. Reads it if the announced events do not continue the tail. */
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
            catchup.missed(events);
        }
    }

    /** See {@link Catchup#catchUp}. */
    CompletionStage<Void> catchUp() {
        return catchup.catchUp();
    }

    /** See {@link Catchup#checkHead}. */
    void checkHead(Duration age) {
        if (isOpen) {
            catchup.checkHead(age);
        }
    }

    /** See {@link Catchup#doubt}. */
    void doubt() {
        catchup.doubt();
    }

    CompletionStage<StoredPage> page(Position position) {
        int before = catchup.doubts();
        Pages.Read read = pages.after(position);
        return read.page()
                .thenApplyAsync(
                        page -> {
                            catchup.take(page, read.asked(), read.sent(), before);
                            return page;
                        },
                        strand);
    }

    /** Forgets a removed log: whatever comes next is another one. */
    void forget() {
        tail.clear();
        isOpen = false;
        life++;
    }

    /** Returns how many logs of this name were removed while the room was in memory. */
    int life() {
        return life;
    }

    /** Whether nothing waits for the log. */
    boolean isIdle() {
        return !opening && catchup.isIdle() && pages.isIdle();
    }

    /** Finds where a reader begins. Asks the engine only if the tail cannot tell, or is not up to date. */
    CompletionStage<StartingPoint> find(Start start, String reader) {
        return catchup.isUpToDate(heartbeat)
                ? findNow(start, reader)
                : catchup.bringUpToDate(heartbeat).thenComposeAsync(upToDate -> findNow(start, reader), strand);
    }

    private CompletionStage<StartingPoint> findNow(Start start, String reader) {
        Optional<StartingPoint> known = StartingPoint.in(tail, start);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        int before = catchup.doubts();
        Pages.Read read =
                start instanceof Start.After after ? pages.after(after.position()) : pages.from(start, reader);
        return read.page()
                .thenComposeAsync(
                        found -> catchup.take(found, read.asked(), read.sent(), before)
                                .thenApplyAsync(caughtUp -> StartingPoint.of(start, found, reader, tail), strand),
                        strand);
    }
}
