package io.roomcast.engine.sqlite;

import io.roomcast.engine.presence.Rosters;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.OneLaneEngine;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
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
 * Keeps all logs in one SQLite store: what is acknowledged is on disk. One thread writes, group by group; a few read,
 * each page in one snapshot. Any thread may call it; no call blocks.
 */
public final class SqliteEngine implements OneLaneEngine {
    private static final int RESTORED_AT_ONCE = 1000;
    private static final long ALL = Long.MAX_VALUE;

    private final Store store;
    private final Rosters rosters;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Void>> restored = new ConcurrentHashMap<>();

    /** In rooms up to this id, the members seated when the earlier run ended have their seats again. */
    private volatile long restoredUpTo;

    /** Takes over an open store; closing this closes it. */
    public SqliteEngine(Store store) {
        this.store = store;
        this.rosters = new Rosters(store.rules().clock(), SqliteEngine::leaseEnd, new Rosters.MemberListener() {
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

    /** The one server is this one; the server of an earlier run is gone. */
    private static Instant leaseEnd(String node) {
        return node.equals(Rosters.FORMER) ? Instant.MIN : Instant.MAX;
    }

    private void tell(String room, Member member, boolean seated) {
        store.members().tell(room, member, store.rules().clock().millis(), seated);
    }

    @Override
    public SessionStore sessions() {
        return store.sessions();
    }

    @Override
    public Leases leases() {
        return Leases.SOLE;
    }

    /** No other server writes, so there is nothing to announce. */
    @Override
    public void watch(EngineListener listener) {}

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        open.addAll(rooms);
        CompletionStage<Map<String, LogExtent>> extents = store.reader().read(connection -> {
            Map<String, LogExtent> all = new HashMap<>();
            for (String room : rooms) {
                all.put(room, new LogPages(connection, room).extent());
            }
            return all;
        });
        return extents.thenCombine(restored(rooms), (all, done) -> {
            Map<String, Known> known = new HashMap<>();
            all.forEach((room, extent) -> known.put(room, new Known(extent, rosters.number(room))));
            return known;
        });
    }

    private CompletionStage<Void> restored(Collection<String> rooms) {
        return CompletableFuture.allOf(rooms.stream().map(this::restored).toArray(CompletableFuture<?>[]::new));
    }

    /** Completes when the members who sat in the room at the end of the server's earlier run are seated again. */
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
                .<Void>read(connection -> {
                    Optional<LogRow> row = LogRow.find(connection, room);
                    if (row.isPresent()) {
                        restore(connection, row.get());
                    }
                    return null;
                })
                .toCompletableFuture();
    }

    private void restore(StoreConnection connection, LogRow row) throws SQLException {
        long run = store.rules().run();
        rosters.restore(row.name(), store.members().former(connection, row.name(), row.id(), run));
    }

    /** The same for the next rooms, whether or not they are opened. */
    private CompletionStage<Void> restoreNext() {
        if (restoredUpTo == ALL) {
            return CompletableFuture.completedStage(null);
        }
        return store.reader().read(connection -> {
            List<LogRow> next = connection.all(LogRow.BY_ID, LogRow::of, restoredUpTo, RESTORED_AT_ONCE);
            for (LogRow row : next) {
                restore(connection, row);
            }
            restoredUpTo = next.size() < RESTORED_AT_ONCE
                    ? ALL
                    : next.get(next.size() - 1).id();
            return null;
        });
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        Set<String> rooms = requests.stream().map(SeatRequest::room).collect(Collectors.toSet());
        // If the earlier members cannot be read, others can enter nevertheless.
        return restored(rooms).handle((done, failure) -> rosters.change(requests));
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return restored(room).thenApply(done -> rosters.since(room, known));
    }

    @Override
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        return restored(room).thenApply(done -> rosters.members(room, after, limit));
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        return restoreNext().handle((done, failure) -> rosters.sweep(gone));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        long since = store.rules().knownSince();
        return store.reader().read(connection -> {
            long id = LogRow.find(connection, room).map(LogRow::id).orElse(0L);
            return store.members().remembers(connection, room, id, member, since);
        });
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        return store.writer()
                .write(connection -> store.logs().append(connection, drafts))
                .exceptionally(failure -> Collections.nCopies(drafts.size(), Outcome.of(failure)));
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return store.reader().read(connection -> {
            List<Optional<Receipt>> before = new ArrayList<>();
            for (Draft draft : drafts) {
                Optional<LogRow> row = LogRow.find(connection, draft.room());
                before.add(
                        row.isEmpty() ? Optional.empty() : IdTable.recall(connection, row.get(), draft, store.rules()));
            }
            return before;
        });
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        return start instanceof Start.Last last
                ? readLast(room, new LastSearch(last, reader), count, bytes)
                : store.reader().read(connection -> new LogPages(connection, room).read(start, count, bytes));
    }

    /** Each step is a job of its own. */
    private CompletionStage<StoredPage> readLast(String room, LastSearch search, int count, long bytes) {
        CompletionStage<Optional<StoredPage>> step =
                store.reader().read(connection -> search.next(new LogPages(connection, room), count, bytes));
        return step.thenCompose(found -> found.isPresent()
                ? CompletableFuture.completedStage(found.get())
                : readLast(room, search, count, bytes));
    }

    @Override
    public void rest(String room) {
        open.remove(room);
        restored.remove(room);
        store.writer().read(connection -> {
            if (!store.logs().isKept(connection, room)) {
                rosters.ifEmpty(room, () -> store.members().forget(room));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        String bounded = Content.bounded(meta);
        return store.writer().write(connection -> store.logs().strike(connection, room, offset, data, bounded));
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        // The next log of this name, too, knows the members who sit here.
        return store.writer()
                .write(connection -> {
                    store.logs().remove(connection, room);
                    return null;
                })
                .thenRun(() -> rosters.reportSeated(room));
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
