package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store that does what it is asked at once, and answers late: what it says may be old by then. Another server may write
 * to it meanwhile. Used by one thread.
 */
public final class LateEngine extends EngineAround {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holdsReads;
    private boolean holdsOpens;
    private boolean holdsAppends;
    private boolean holdsRemovals;
    private boolean failsRemovals;
    private int readsUntilHeld = Integer.MAX_VALUE;
    private int growing;
    private int reads;
    private Runnable onAppend = () -> {};
    private EngineListener watch;

    public LateEngine(Engine inner) {
        super(inner);
    }

    public void holdReads() {
        holdsReads = true;
    }

    /** So many are answered, and those behind them are held. */
    public void holdReadsAfter(int some) {
        readsUntilHeld = some;
    }

    public void holdOpens() {
        holdsOpens = true;
    }

    public void holdAppends() {
        holdsAppends = true;
    }

    public void holdRemovals() {
        holdsRemovals = true;
    }

    public void failRemovals() {
        failsRemovals = true;
    }

    /** While so many of the next reads are under way, another server publishes, and that is announced. */
    public void growDuringReads(int many) {
        growing = many;
    }

    /** Done when an append is asked for. */
    public void onAppend(Runnable deed) {
        onAppend = deed;
    }

    /** Answers all that is held, and holds nothing any more. */
    public void release() {
        holdsReads = false;
        holdsOpens = false;
        holdsAppends = false;
        holdsRemovals = false;
        readsUntilHeld = Integer.MAX_VALUE;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** Never answers what is held, and holds nothing any more. */
    public void lose() {
        held.clear();
        release();
    }

    public void releaseOne() {
        held.remove().run();
    }

    public int held() {
        return held.size();
    }

    public int reads() {
        return reads;
    }

    /** As this server hears of what others do. */
    public EngineListener watch() {
        return watch;
    }

    /** Another server publishes, and nobody is told. */
    public Receipt.Appended elsewhere(String room, String data) {
        Draft draft = new Draft(room, Member.guest("elsewhere"), "", List.of(Content.of("message", data)));
        return (Receipt.Appended) new Asked(inner).append(List.of(draft)).get(0);
    }

    @Override
    public void watch(EngineListener theirs) {
        watch = theirs;
        super.watch(theirs);
    }

    private <T> CompletionStage<T> late(CompletionStage<T> done, boolean holds) {
        if (!holds) {
            return done;
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        held.add(() -> done.whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer;
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        reads++;
        CompletionStage<StoredPage> page = super.read(room, start, reader, count, bytes);
        if (growing-- > 0) {
            Receipt.Appended one = elsewhere(room, "\"more\"");
            watch.grew(room, one.position(), one.events());
        }
        return late(page, holdsReads || readsUntilHeld-- <= 0);
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        boolean damaged = rooms.contains("damaged");
        CompletionStage<Map<String, Known>> spans = damaged
                ? CompletableFuture.failedStage(new IllegalStateException("this row is damaged"))
                : super.open(rooms);
        return late(spans, holdsOpens);
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        onAppend.run();
        return late(super.append(drafts, lease), holdsAppends);
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        CompletionStage<Void> done =
                failsRemovals ? CompletableFuture.failedStage(new IllegalStateException("disk")) : super.remove(room);
        return late(done, holdsRemovals);
    }
}
