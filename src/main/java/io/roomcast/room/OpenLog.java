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
 * A room's log as the room sees it: opened at the first use, its tail in memory, its pages read from the engine. Whatever
 * comes from the log says how far it reaches, and the tail takes that over. Stages complete on the room's strand; news may
 * come on any thread.
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

    /** @param heartbeat what was known longer ago is confirmed before it is believed */
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
        catchup.confirmed(sent, before);
        if (!tail.open(known.extent(), asked) || missed) {
            look();
        }
        missed = false;
        waiting.complete(null);
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
            catchup.missed(events);
        }
    }

    /** See {@link Catchup#look}. */
    CompletionStage<Void> look() {
        return catchup.look();
    }

    /** See {@link Catchup#confirm}. */
    void confirm(Duration age) {
        if (isOpen) {
            catchup.confirm(age);
        }
    }

    /** See {@link Catchup#doubt}. */
    void doubt() {
        catchup.doubt();
    }

    /** The page right after a position. */
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

    /** The log was removed: what comes next is another. */
    void forget() {
        tail.clear();
        isOpen = false;
        life++;
    }

    /** How many logs of this name were removed while it was in memory. */
    int life() {
        return life;
    }

    /** Whether nobody waits for it. */
    boolean isIdle() {
        return !opening && catchup.isIdle() && pages.isIdle();
    }

    /** Finds where a reader begins; asks the engine only if the tail does not tell, or has not heard of it for long. */
    CompletionStage<StartingPoint> find(Start start, String reader) {
        return catchup.isFresh(heartbeat)
                ? findNow(start, reader)
                : look().thenComposeAsync(looked -> findNow(start, reader), strand);
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
                                .thenApplyAsync(looked -> StartingPoint.of(start, found, reader, tail), strand),
                        strand);
    }
}
