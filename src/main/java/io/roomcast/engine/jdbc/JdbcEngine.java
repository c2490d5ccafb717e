package io.roomcast.engine.jdbc;

import io.roomcast.engine.presence.Rosters;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.Watch;
import io.roomcast.room.engine.WholeLane;
import io.roomcast.room.log.Changes;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Done;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Present;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Sight;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.Wish;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Keeps all logs in one database: what is acknowledged is on disk. One thread writes, group by group; a few read, each
 * page from one snapshot. Any thread may call it, and none is made to wait.
 */
public final class JdbcEngine implements Engine, WholeLane {
    private static final int RESTORED_AT_ONCE = 1000;
    private static final long ALL = Long.MAX_VALUE;

    private final Store store;
    private final Rosters rosters;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Void>> restored = new ConcurrentHashMap<>();

    /** In rooms up to this id everybody of the former run has its seat again. */
    private volatile long restoredUpTo;

    /** Takes over an opened store; closing this closes it. */
    public JdbcEngine(Store store) {
        this.store = store;
        this.rosters = new Rosters(store.rules().clock(), JdbcEngine::leaseEnd, new Rosters.Acquaintance() {
            @Override
            public void seated(String room, Member member) {
                tell(room, member, true);
            }

            @Override
            public void left(String room, Member member) {
                tell(room, member, false);
            }
        });
    }

    /** There is one server, and it is here; who was here before is not. */
    private static Instant leaseEnd(String node) {
        return node.equals(Rosters.FORMER) ? Instant.MIN : Instant.MAX;
    }

    private void tell(String room, Member member, boolean seated) {
        store.members().tell(room, member, store.rules().clock().millis(), seated);
    }

    @Override
    public byte[] key() {
        return store.key();
    }

    @Override
    public Lane lane(String room) {
        return this;
    }

    @Override
    public List<Lane> lanes() {
        return List.of(this);
    }

    @Override
    public Leases leases() {
        return Leases.SOLE;
    }

    /** Nobody else writes, so there is nothing to tell. */
    @Override
    public void watch(Watch watch) {}

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        open.addAll(rooms);
        CompletionStage<Map<String, Span>> spans = store.reader().read(link -> {
            Map<String, Span> all = new HashMap<>();
            for (String room : rooms) {
                all.put(room, new LogPages(link, room).span());
            }
            return all;
        });
        return spans.thenCombine(restored(rooms), (all, done) -> {
            Map<String, Known> known = new HashMap<>();
            all.forEach((room, span) -> known.put(room, new Known(span, rosters.number(room))));
            return known;
        });
    }

    private CompletionStage<Void> restored(Collection<String> rooms) {
        return CompletableFuture.allOf(rooms.stream().map(this::restored).toArray(CompletableFuture<?>[]::new));
    }

    /** Complete when who was seated in the room when the server's former run ended has its seat again. */
    private CompletableFuture<Void> restored(String room) {
        if (restoredUpTo == ALL) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = restored.computeIfAbsent(room, this::restore);
        CompletionStage<Void> stage = done;
        stage.exceptionally(failure -> {
            restored.remove(room, done);
            return null;
        });
        return done;
    }

    private CompletableFuture<Void> restore(String room) {
        return store.reader()
                .<Void>read(link -> {
                    Optional<LogRow> row = LogRow.find(link, room);
                    if (row.isPresent()) {
                        restore(link, row.get());
                    }
                    return null;
                })
                .toCompletableFuture();
    }

    private void restore(Link link, LogRow row) throws SQLException {
        long run = store.rules().run();
        rosters.restore(row.name(), store.members().former(link, row.name(), row.id(), run));
    }

    /** The same for the next rooms, whether or not anybody opens them. */
    private CompletionStage<Void> restoreNext() {
        if (restoredUpTo == ALL) {
            return CompletableFuture.completedStage(null);
        }
        return store.reader().read(link -> {
            List<LogRow> next = link.all(LogRow.BY_ID, LogRow::of, restoredUpTo, RESTORED_AT_ONCE);
            for (LogRow row : next) {
                restore(link, row);
            }
            restoredUpTo = next.size() < RESTORED_AT_ONCE
                    ? ALL
                    : next.get(next.size() - 1).id();
            return null;
        });
    }

    @Override
    public CompletionStage<List<Done>> change(List<Wish> wishes, Lease lease) {
        Set<String> rooms = wishes.stream().map(Wish::room).collect(Collectors.toSet());
        // Where it cannot be found out who was here, others can come nevertheless.
        return restored(rooms).handle((done, failure) -> rosters.change(wishes));
    }

    @Override
    public CompletionStage<Changes> since(String room, Sight sight) {
        return restored(room).thenApply(done -> rosters.since(room, sight));
    }

    @Override
    public CompletionStage<Present> members(String room, long after, int limit) {
        return restored(room).thenApply(done -> rosters.members(room, after, limit));
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        return restoreNext().handle((done, failure) -> rosters.sweep(gone));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        long since = store.rules().knownSince();
        return store.reader().read(link -> {
            long id = LogRow.find(link, room).map(LogRow::id).orElse(0L);
            return store.members().remembers(link, room, id, member, since);
        });
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        return store.writer()
                .<List<Outcome>>write(link -> List.copyOf(store.logs().append(link, drafts)))
                .exceptionally(failure -> Collections.nCopies(drafts.size(), Outcome.of(failure)));
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return store.reader().read(link -> {
            List<Optional<Receipt>> before = new ArrayList<>();
            for (Draft draft : drafts) {
                Optional<LogRow> row = LogRow.find(link, draft.room());
                before.add(
                        row.isEmpty()
                                ? Optional.empty()
                                : Ids.recall(
                                        link, row.get(), draft, store.rules().retention()));
            }
            return before;
        });
    }

    @Override
    public CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes) {
        return store.reader().read(link -> new LogPages(link, room).read(start, reader, count, bytes));
    }

    @Override
    public void rest(String room) {
        open.remove(room);
        restored.remove(room);
        store.writer().look(link -> {
            if (!store.logs().isKept(link, room)) {
                rosters.ifEmpty(room, () -> store.members().forget(room));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        String bounded = Content.bounded(meta);
        return store.writer().write(link -> store.logs().strike(link, room, offset, data, bounded));
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        // Who sits here is known to the next log of this name, too.
        return store.writer()
                .write(link -> {
                    store.logs().remove(link, room);
                    return null;
                })
                .thenRun(() -> rosters.acquaint(room));
    }

    /** There are no other servers. */
    @Override
    public void tell(String room, String payload) {}

    @Override
    public CompletionStage<Void> tidy() {
        rosters.tidy(open::contains);
        restored.entrySet().removeIf(one -> one.getValue().isDone() && !open.contains(one.getKey()));
        return store.tidy();
    }

    @Override
    public Optional<String> trouble() {
        return store.trouble();
    }

    @Override
    public void close() {
        store.close();
    }
}
