package io.roomcast.scenario;

import io.roomcast.kit.Asked;
import io.roomcast.kit.EngineAround;
import io.roomcast.kit.World;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine with one planted bug. */
final class BuggyEngine extends EngineAround {
    private static final int SELDOM = 40;

    private final ScenarioBug bug;
    private int appends;

    BuggyEngine(Engine inner, ScenarioBug bug) {
        super(inner);
        this.bug = bug;
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        if (bug == ScenarioBug.ACK_BEFORE_COMMIT && ++appends % SELDOM == 0 && drafts.size() == 1) {
            return acknowledgedOnly(drafts.get(0));
        }
        return innerLog().append(drafts, lease).thenApply(this::spoiled);
    }

    private CompletionStage<List<Outcome>> acknowledgedOnly(Draft draft) {
        LogExtent extent = new Asked(inner).extent(draft.room());
        List<Event> events = new ArrayList<>();
        for (Content content : draft.contents()) {
            Position next = extent.end().at(extent.head() + events.size() + 1);
            events.add(new Event(draft.room(), next, World.BEGINNING, draft.from(), content));
        }
        return CompletableFuture.completedStage(List.of(new Receipt.Appended(events)));
    }

    private List<Outcome> spoiled(List<Outcome> receipts) {
        List<Outcome> spoiled = new ArrayList<>(receipts);
        if (bug == ScenarioBug.SWAP_PUBLISHERS && receipts.size() > 1) {
            Collections.swap(spoiled, 0, 1);
        }
        if (bug == ScenarioBug.REPEAT_WITH_NEW_OFFSET) {
            spoiled.replaceAll(receipt -> receipt instanceof Receipt.Repeated repeated
                    ? new Receipt.Repeated(
                            repeated.position().at(repeated.position().offset() + 1))
                    : receipt);
        }
        return spoiled;
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        return innerLog().read(room, start, reader, count, bytes).thenApply(this::spoiled);
    }

    private StoredPage spoiled(StoredPage page) {
        List<Event> events = page.events();
        if (bug == ScenarioBug.SKIP_AT_RESUME && !events.isEmpty()) {
            events = events.subList(1, events.size());
        }
        if (bug == ScenarioBug.LOSE_TO_IN_HISTORY) {
            events = events.stream().map(BuggyEngine::published).toList();
        }
        return new StoredPage(page.extent(), page.after(), page.upTo(), events, page.lost());
    }

    private static Event published(Event event) {
        Content old = event.content();
        Content open = new Content(old.type(), old.data(), old.args(), List.of(), old.echo(), old.meta());
        return new Event(event.room(), event.position(), event.at(), event.from(), open);
    }
}
