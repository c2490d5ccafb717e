package io.roomcast.room.seat;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.time.Backoff;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.WaitingStages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/**
 * Keeps one room's roster up to date: reads every change it hears of, and retries. On the room's strand; any thread may
 * report a change.
 */
public final class RosterFeed {
    private final OpenLane lane;
    private final String room;
    private final Time time;
    private final Executor strand;
    private final Roster roster;
    private final BiConsumer<RosterNews, Long> learned;
    private WaitingStages<Void> waiting = new WaitingStages<>();
    private volatile boolean reading;

    /** @param learned takes the news that was read, and when it was asked for */
    public RosterFeed(
            OpenLane lane,
            String room,
            Time time,
            Executor strand,
            Roster roster,
            BiConsumer<RosterNews, Long> learned) {
        this.lane = lane;
        this.room = room;
        this.time = time;
        this.strand = strand;
        this.roster = roster;
        this.learned = learned;
    }

    /** Hears that the roster has reached this number. */
    public void heard(long number) {
        catchUpIf(known -> known < number);
    }

    /** Hears from the store that the roster had this number, or 0 if there is none, when it was asked. */
    public void confirmed(long number) {
        catchUpIf(known -> known != number);
    }

    private void catchUpIf(LongPredicate isNews) {
        LongPredicate isWanted = known -> known != 0 && isNews.test(known);
        if (isWanted.test(roster.number())) {
            strand.execute(() -> {
                if (isWanted.test(roster.number())) {
                    CompletionStage<Void> caughtUp = catchUp();
                    caughtUp.exceptionally(failure -> null);
                }
            });
        }
    }

    /** Completes when the roster is known at least up to this number. */
    public CompletionStage<Void> upTo(long number) {
        return roster.number() >= number && roster.known().known() != 0
                ? CompletableFuture.completedStage(null)
                : catchUp();
    }

    /** Completes when all changes from before the call are known. */
    public CompletionStage<Void> catchUp() {
        CompletionStage<Void> one = waiting.join();
        if (!reading) {
            reading = true;
            read(Backoff.FIRST);
        }
        return one;
    }

    private void read(Backoff retry) {
        WaitingStages<Void> these = waiting;
        waiting = new WaitingStages<>();
        long asked = time.elapsed();
        lane.since(room, roster.known())
                .whenCompleteAsync(
                        (news, failure) -> {
                            if (failure == null) {
                                learned.accept(news, asked);
                                pass(these);
                                goOn();
                            } else {
                                these.fail(failure);
                                time.after(retry.delay(), () -> strand.execute(() -> read(retry.next())));
                            }
                        },
                        strand);
    }

    /** If the members are to be named again, they must be read first. */
    private void pass(WaitingStages<Void> these) {
        if (roster.known().known() == 0) {
            these.leave().forEach(waiting::add);
        } else {
            these.complete(null);
        }
    }

    /** Reads again for callers who came during a reading: they may have heard of a later change. */
    private void goOn() {
        reading = waiting.count() > 0;
        if (reading) {
            read(Backoff.FIRST);
        }
    }

    public boolean isIdle() {
        return !reading;
    }
}
