package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A slow store: what it is asked is done and answered only when the test says so, or after a delay of the test's clock.
 * It counts what it was asked. Used by one thread.
 */
public final class DelayingEngine extends EngineAround {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Supplier<Boolean> holds = () -> false;
    private Duration delay = Duration.ZERO;
    private Time time;

    public DelayingEngine(Engine inner, Time time) {
        super(inner);
        this.time = time;
    }

    /** From now on nothing is done before it is released. */
    public void hold() {
        holds = () -> true;
    }

    /** From now on everything takes this long. */
    public void delay(Duration each) {
        delay = each;
    }

    /** From now on everything takes this long by another clock. */
    public void delay(Duration each, Time by) {
        time = by;
        delay = each;
    }

    /** Does the oldest of what is held. */
    public void releaseOne() {
        held.removeFirst().run();
    }

    /** Does what is held, but not what was asked first. */
    public void overtakeOldest() {
        while (held.size() > 1) {
            held.removeLast().run();
        }
    }

    /** Does all that is held, and holds nothing any more. */
    public void release() {
        holds = () -> false;
        while (!held.isEmpty()) {
            releaseOne();
        }
    }

    public int held() {
        return held.size();
    }

    /** The calls that it got, such as {@code append 3} or {@code read 40}, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often it was asked something that begins with this word. */
    public long asked(String word) {
        return asked.stream().filter(one -> one.startsWith(word)).count();
    }

    private <T> CompletionStage<T> later(String what, Supplier<CompletionStage<T>> deed) {
        asked.add(what);
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable doIt = () -> deed.get().whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        if (holds.get()) {
            held.addLast(doIt);
        } else if (!delay.isZero()) {
            time.after(delay, doIt);
        } else {
            doIt.run();
        }
        return answer;
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        return later("open " + String.join(" ", rooms), () -> innerLog().open(rooms));
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        return later("append " + drafts.size(), () -> innerLog().append(drafts, lease));
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return later("recall " + drafts.size(), () -> innerLog().recall(drafts));
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        return later("change " + requests.size(), () -> super.change(requests, lease));
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return later("since " + known.known(), () -> super.since(room, known));
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        String from = start instanceof Start.After after
                ? Long.toString(after.position().offset())
                : start.toString();
        return later("read " + from, () -> innerLog().read(room, start, reader, count, bytes));
    }
}
