package io.roomcast.room.lane;

import io.roomcast.room.engine.Lane;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Group commit of a lane: one append is under way, and what arrives meanwhile forms the next group. Appended events are
 * announced first, then the next group goes in, and only then are publishers answered. Any thread may add; the lock is
 * held briefly.
 */
public final class GroupCommit {
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final int LARGEST_GROUP = 1000;

    private final Lane lane;
    private final NodeLease lease;
    private final Time time;
    private final Workers workers;
    private final OpenLane.Bounds bounds;
    private final LaneListener listener;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private List<Waiting> underWay = List.of();
    private HeldLease under = HeldLease.NONE;
    private long begun;
    private boolean stuck;
    private boolean watched;

    private record Waiting(Draft draft, CompletableFuture<Receipt> answer, Executor answering) {
        void answer(Outcome outcome) {
            if (outcome instanceof Receipt receipt) {
                answering.execute(() -> answer.complete(receipt));
            } else if (outcome instanceof Outcome.Refused refused) {
                refuse(refused.why());
            } else {
                refuse(new Refusal(Code.UNAVAILABLE, "the store did not answer; send it again with the same id"));
            }
        }

        void refuse(Refusal refusal) {
            answering.execute(() -> answer.completeExceptionally(refusal));
        }
    }

    GroupCommit(Lane lane, NodeLease lease, Time time, Workers workers, OpenLane.Bounds bounds, LaneListener listener) {
        this.lane = lane;
        this.lease = lease;
        this.time = time;
        this.workers = workers;
        this.bounds = bounds;
        this.listener = listener;
    }

    /**
     * Appends the draft, and answers on {@code answering}. Fails with {@code busy} if too many wait already (nothing
     * was appended), and with {@code unavailable} if the store does not work, or the outcome is not known in time.
     */
    public CompletionStage<Receipt> add(Draft draft, Executor answering) {
        Waiting one = new Waiting(draft, new CompletableFuture<>(), answering);
        if (join(one)) {
            appendNext();
        } else {
            one.refuse(notPublished());
        }
        return one.answer();
    }

    private synchronized boolean join(Waiting one) {
        boolean hopeless =
                (stuck && lane.trouble().isPresent()) || !lease.term().isGood(time.elapsed());
        return !hopeless && waiting.size() < bounds.pending() && waiting.add(one);
    }

    /** Appends group by group, on this thread as long as the engine answers immediately. */
    private void appendNext() {
        for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
            List<Waiting> appended = group;
            CompletionStage<List<Outcome>> outcome = lane.log()
                    .append(
                            group.stream().map(Waiting::draft).toList(),
                            lease.term().at(time.elapsed()));
            boolean immediate = outcome.toCompletableFuture().isDone();
            outcome.thenAccept(outcomes -> {
                announce(appended, outcomes);
                goOn(appended);
                if (!immediate) {
                    appendNext();
                }
                answer(appended, outcomes);
            });
            if (!immediate) {
                return;
            }
        }
    }

    /** Returns the group that goes in now; empty while another is under way, or nothing waits. */
    private synchronized List<Waiting> next() {
        if (!underWay.isEmpty() || waiting.isEmpty()) {
            return List.of();
        }
        List<Waiting> group = new ArrayList<>();
        while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        underWay = group;
        under = lease.term();
        begun = time.elapsed();
        if (!watched) {
            watchOver(bounds.commit().toMillis());
        }
        return group;
    }

    /** Sets one alarm for all groups: one for each would cost more than a fast engine takes for the group. */
    private void watchOver(long millis) {
        watched = true;
        time.after(Duration.ofMillis(millis), () -> workers.execute(this::checkTime));
    }

    private void checkTime() {
        List<Waiting> late = List.of();
        synchronized (this) {
            watched = !underWay.isEmpty();
            if (watched) {
                long most = bounds.commit().toMillis();
                long left = begun + most - time.elapsed();
                late = left > 0 ? late : underWay;
                watchOver(left > 0 ? left : most);
            }
        }
        if (!late.isEmpty()) {
            takesTooLong(late);
        }
    }

    /** Fails all that wait: in the group with an unknown outcome, behind it as certainly not published. */
    private void takesTooLong(List<Waiting> group) {
        List<Waiting> behind;
        synchronized (this) {
            if (underWay != group) {
                return;
            }
            behind = List.copyOf(waiting);
            waiting.clear();
            stuck = true;
        }
        Refusal unknown = new Refusal(Code.UNAVAILABLE, "the store is slow; send it again with the same id");
        group.forEach(one -> one.refuse(unknown));
        behind.forEach(one -> one.refuse(notPublished()));
        giveUpIfDecided(group);
    }

    /** Once the lease of a group is over, nothing of it can be written any more: the next may go in. */
    private void giveUpIfDecided(List<Waiting> group) {
        boolean decided;
        synchronized (this) {
            decided = underWay == group && under.isOverSince(time.elapsed(), bounds.lease());
        }
        if (decided) {
            group.forEach(one -> listener.doubtful(one.draft().room()));
            goOn(group);
            appendNext();
        }
    }

    private Refusal notPublished() {
        return lane.trouble()
                .or(() -> lease.term().isGood(time.elapsed())
                        ? Optional.empty()
                        : Optional.of("this server has lost its connection to the store"))
                .map(why -> new Refusal(Code.UNAVAILABLE, why + "; nothing was published"))
                .orElse(new Refusal(Code.BUSY, "too many publishes wait for the store; nothing was published"));
    }

    private void announce(List<Waiting> group, List<Outcome> outcomes) {
        boolean reported = false;
        for (int index = 0; index < group.size(); index++) {
            announce(group.get(index).draft().room(), outcomes.get(index));
            if (!reported && outcomes.get(index) instanceof Outcome.Unknown unknown) {
                report(unknown);
                reported = true;
            }
        }
    }

    private static void answer(List<Waiting> group, List<Outcome> outcomes) {
        for (int index = 0; index < group.size(); index++) {
            group.get(index).answer(outcomes.get(index));
        }
    }

    /** A failure here must not stop the next group: reading the log makes up for it. */
    private void announce(String room, Outcome outcome) {
        try {
            if (outcome instanceof Receipt.Appended appended) {
                listener.grew(room, appended.position(), appended.events());
            } else if (outcome instanceof Receipt.Repeated repeated) {
                listener.grew(room, repeated.position(), List.of());
            } else if (outcome instanceof Outcome.Unknown) {
                listener.doubtful(room);
            }
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "could not announce an appended event; the log is read instead", bug);
            listener.doubtful(room);
        }
    }

    private void report(Outcome.Unknown unknown) {
        // A store in trouble has already reported that.
        Level level = lane.trouble().isPresent() ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "the outcome of an append is unknown: " + unknown.why());
    }

    /** Lets the next group in, unless this one was given up meanwhile and another is under way. */
    private synchronized void goOn(List<Waiting> group) {
        if (underWay == group) {
            stuck = false;
            underWay = List.of();
        }
    }
}
