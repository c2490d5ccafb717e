package io.roomcast.engine.memory;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.OneLaneEngine;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Keeps all logs in memory: nothing outlives the process, and each process begins new epochs. Several instances may
 * share the same logs, like several servers that share a store. Every stage is complete when it is returned. Any
 * thread.
 */
public final class MemoryEngine implements OneLaneEngine {
    private final MemoryStore store;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private volatile EngineListener listener; // null until one watches

    public MemoryEngine(Retention retention, WallClock clock, RandomGenerator random) {
        this(new MemoryStore(retention, clock, random));
    }

    private MemoryEngine(MemoryStore store) {
        this.store = store;
        store.join(this);
    }

    /** Returns an engine over the same logs, as another server would have it. */
    public MemoryEngine another() {
        return new MemoryEngine(store);
    }

    @Override
    public SessionStore sessions() {
        return store.sessions();
    }

    @Override
    public Leases leases() {
        return store.leases();
    }

    @Override
    public void watch(EngineListener theirs) {
        listener = theirs;
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        open.addAll(rooms);
        Map<String, Known> known = new HashMap<>();
        for (String room : rooms) {
            known.put(
                    room,
                    new Known(store.existing(room).extent(), store.rosters().number(room)));
        }
        return CompletableFuture.completedStage(known);
    }

    boolean isOpen(String room) {
        return open.contains(room);
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.answer().isPresent() && !draft.isRepeatable()) {
                outcomes.add(new Receipt.Taken(draft.answer().get()));
            } else {
                store.in(draft.room(), log -> outcomes.add(append(log, draft, lease)));
                store.appended();
            }
        }
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Receipt.Appended appended) {
                announce(appended);
            }
        }
        return CompletableFuture.completedStage(outcomes);
    }

    private Outcome append(MemoryLog log, Draft draft, Lease lease) {
        return lease.isOver(store.now()) ? new Outcome.Refused(overdue()) : log.append(draft);
    }

    /** Tells the other servers that have the room in memory; the appending server knows it by the receipt. */
    private void announce(Receipt.Appended appended) {
        String room = appended.events().get(0).room();
        others(room, theirs -> theirs.grew(room, appended.position(), appended.events()));
    }

    private void others(String room, Consumer<EngineListener> action) {
        store.each(other -> {
            if (other != this && other.open.contains(room)) {
                Optional.ofNullable(other.listener).ifPresent(action);
            }
        });
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return CompletableFuture.completedStage(drafts.stream()
                .map(draft -> store.existing(draft.room()).recall(draft))
                .toList());
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        return CompletableFuture.completedStage(store.existing(room).read(start, reader, count, bytes));
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        if (lease.isOver(store.now())) {
            return CompletableFuture.completedStage(requests.stream()
                    .map(request -> SeatResult.refused(overdue()))
                    .toList());
        }
        List<SeatResult> all = store.rosters().change(requests);
        requests.stream().map(SeatRequest::room).distinct().forEach(this::announceRoster);
        return CompletableFuture.completedStage(all);
    }

    private static Refusal overdue() {
        return new Refusal(Code.UNAVAILABLE, "this server has lost its lease on the store; try again");
    }

    private void announceRoster(String room) {
        long number = store.rosters().number(room);
        others(room, theirs -> theirs.changed(room, number));
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return CompletableFuture.completedStage(store.rosters().since(room, known));
    }

    @Override
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        return CompletableFuture.completedStage(store.rosters().members(room, after, limit));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        return CompletableFuture.completedStage(store.existing(room).remembers(member));
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        if (lease.isOver(store.now())) {
            return CompletableFuture.completedStage(List.of());
        }
        List<Lost> lost = store.rosters().sweep(gone);
        lost.stream().map(Lost::room).distinct().forEach(this::announceRoster);
        return CompletableFuture.completedStage(lost);
    }

    @Override
    public void rest(String room) {
        open.remove(room);
        boolean isOpen = store.isOpen(room);
        store.change(room, log -> log != null && (isOpen || log.isWanted()) ? log : null);
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        String bounded = Content.bounded(meta);
        AtomicBoolean struck = new AtomicBoolean();
        store.change(room, log -> {
            struck.set(log != null && log.strike(offset, data, bounded));
            return log;
        });
        return CompletableFuture.completedStage(struck.get());
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        String epoch = store.existing(room).extent().end().epoch();
        store.change(room, log -> null);
        // The next log of this name, too, knows the members who sit here.
        store.rosters().reportSeated(room);
        others(room, theirs -> theirs.removed(room, epoch));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void tell(String room, String payload) {
        others(room, theirs -> theirs.told(room, payload));
    }

    @Override
    public CompletionStage<Void> tidy() {
        store.tidy();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        store.leave(this);
    }
}
