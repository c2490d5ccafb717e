package io.roomcast.room;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Strand;
import io.roomcast.room.time.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Gathers what all rooms publish: one append is under way, and what arrives meanwhile goes out together in the next. An
 * append whose outcome is unknown is cleared up before the next. Any thread may add; the rest happens on its strand.
 */
final class Commits {
    private static final System.Logger LOG = System.getLogger(Commits.class.getName());
    private static final int LARGEST_GROUP = 1000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final Engine engine;
    private final Time time;
    private final Limits limits;
    private final Strand strand;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean underWay;
    private boolean stuck;
    private Time.Alarm late = () -> {};

    /** The room that a draft is for. Called on this strand; must hand on what takes longer. */
    interface Landing {
        /** What became of the draft, however late, in the order of the log. */
        void landed(Receipt receipt);

        /** The log may have grown by something that nobody was told of. */
        void lookAgain();
    }

    private record Waiting(Draft draft, Landing room, CompletableFuture<Receipt> answer) {}

    Commits(Engine engine, Time time, Executor pool, Limits limits) {
        this.engine = engine;
        this.time = time;
        this.limits = limits;
        this.strand = new Strand(pool);
    }

    /**
     * Has the draft appended. Fails with {@code busy} when too many wait already (nothing was appended), and with
     * {@code unavailable} when the store does not work, or the outcome is not known in time.
     */
    CompletionStage<Receipt> add(Draft draft, Landing room) {
        Waiting one = new Waiting(draft, room, new CompletableFuture<>());
        strand.execute(() -> {
            boolean hopeless = stuck && engine.trouble().isPresent();
            if (hopeless || waiting.size() >= limits.pending()) {
                one.answer.completeExceptionally(notPublished());
                return;
            }
            waiting.add(one);
            appendNext();
        });
        return one.answer;
    }

    private void appendNext() {
        if (underWay || waiting.isEmpty()) {
            return;
        }
        underWay = true;
        List<Waiting> group = waiting;
        waiting = new ArrayList<>();
        if (group.size() > LARGEST_GROUP) {
            waiting.addAll(group.subList(LARGEST_GROUP, group.size()));
            group = group.subList(0, LARGEST_GROUP);
        }
        List<Waiting> appended = group;
        late = time.after(limits.commit(), () -> strand.execute(() -> takesTooLong(appended)));
        append(appended);
    }

    /** Who waits is told so: those in the group do not know, those behind it were certainly not published. */
    private void takesTooLong(List<Waiting> group) {
        Refusal unknown = new Refusal(Code.UNAVAILABLE, "the store is slow; send it again with the same id");
        group.forEach(one -> one.answer.completeExceptionally(unknown));
        waiting.forEach(one -> one.answer.completeExceptionally(notPublished()));
        waiting.clear();
        stuck = true;
        late = time.after(limits.commit(), () -> strand.execute(() -> takesTooLong(group)));
    }

    private Refusal notPublished() {
        return engine.trouble()
                .map(why -> new Refusal(Code.UNAVAILABLE, why + "; nothing was published"))
                .orElse(new Refusal(Code.BUSY, "too many publishes wait for the store; nothing was published"));
    }

    private void append(List<Waiting> group) {
        List<Draft> drafts = group.stream().map(Waiting::draft).toList();
        CompletionStage<List<Receipt>> outcome;
        try {
            outcome = engine.append(drafts);
        } catch (RuntimeException broken) {
            outcome = CompletableFuture.failedStage(broken);
        }
        outcome.whenComplete((receipts, failure) -> strand.execute(() -> {
            if (failure == null) {
                answer(group, receipts);
            } else {
                failed(group, failure);
            }
        }));
    }

    private void answer(List<Waiting> group, List<Receipt> receipts) {
        for (int index = 0; index < group.size(); index++) {
            Waiting one = group.get(index);
            one.room.landed(receipts.get(index));
            one.answer.complete(receipts.get(index));
        }
        goOn();
    }

    private void goOn() {
        late.off();
        stuck = false;
        underWay = false;
        appendNext();
    }

    private void failed(List<Waiting> group, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        if (Refusal.isIn(failure)) {
            refuse(group, refusal);
        } else {
            // A store that is in trouble has said so itself.
            Level level = engine.trouble().isPresent() ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "an append has an unknown outcome: " + failure.getMessage());
            settle(group, refusal, FIRST_RETRY);
        }
    }

    private void refuse(List<Waiting> group, Refusal refusal) {
        group.forEach(one -> one.answer.completeExceptionally(refusal));
        goOn();
    }

    private CompletionStage<Void> settled() {
        try {
            return engine.settle();
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    /** Nothing is appended, and nobody is answered, before it is known what became of the last group. */
    private void settle(List<Waiting> group, Refusal refusal, Duration retry) {
        settled()
                .whenComplete((done, failure) -> strand.execute(() -> {
                    if (failure == null) {
                        group.forEach(one -> one.room.lookAgain());
                        refuse(group, refusal);
                        return;
                    }
                    Duration doubled = retry.multipliedBy(2);
                    Duration next = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
                    time.after(retry, () -> strand.execute(() -> settle(group, refusal, next)));
                }));
    }
}
