package io.roomcast.kills;

import io.roomcast.kit.EngineAround;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The planted bug: it acknowledges before the commit, which comes a little later and in order. A session's first publish
 * goes the honest way, since it may be a repeat, and by that the room's head is known.
 */
public final class EarlyEngine extends EngineAround {
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Time time;
    private final Map<String, Position> heads = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    public EarlyEngine(Engine inner, Time time) {
        super(inner);
        this.time = time;
    }

    @Override
    public synchronized CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        CompletableFuture<List<Outcome>> commit = new CompletableFuture<>();
        time.after(
                LATER,
                () -> innerLog().append(drafts, lease).whenComplete((receipts, failure) -> {
                    if (failure == null) {
                        commit.complete(receipts);
                    } else {
                        commit.completeExceptionally(failure);
                    }
                }));
        boolean early = drafts.stream().allMatch(draft -> known.contains(publisher(draft)));
        return early
                ? CompletableFuture.completedStage(
                        drafts.stream().map(this::promised).toList())
                : commit.thenApply(receipts -> learned(drafts, receipts));
    }

    private static String publisher(Draft draft) {
        return draft.room() + " " + draft.from().id();
    }

    private Outcome promised(Draft draft) {
        List<Event> events = new ArrayList<>();
        Position head = heads.get(draft.room());
        for (Content content : draft.contents()) {
            head = head.at(head.offset() + 1);
            events.add(new Event(draft.room(), head, time.instant(), draft.from(), content));
        }
        heads.put(draft.room(), head);
        return new Receipt.Appended(events);
    }

    private synchronized List<Outcome> learned(List<Draft> drafts, List<Outcome> receipts) {
        for (int index = 0; index < drafts.size(); index++) {
            if (receipts.get(index) instanceof Receipt.Appended appended) {
                heads.put(drafts.get(index).room(), appended.position());
                known.add(publisher(drafts.get(index)));
            }
        }
        return receipts;
    }
}
