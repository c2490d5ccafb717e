package io.roomcast.engine.jdbc;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.engine.Watch;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps all logs in one database: what is acknowledged is on disk. One thread writes, group by group; a few read, each
 * page from one snapshot. Any thread may call it, and none is made to wait.
 */
public final class JdbcEngine implements Engine, Lane, Log, Presence {
    private final Store store;

    /** Takes over an opened store; closing this closes it. */
    public JdbcEngine(Store store) {
        this.store = store;
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
    public Log log() {
        return this;
    }

    @Override
    public Presence presence() {
        return this;
    }

    @Override
    public Leases leases() {
        return Leases.SOLE;
    }

    /** Nobody else writes, so there is nothing to tell. */
    @Override
    public void watch(Watch watch) {}

    @Override
    public CompletionStage<Map<String, Span>> open(Collection<String> rooms) {
        return store.reader().read(link -> {
            Map<String, Span> spans = new HashMap<>();
            for (String room : rooms) {
                spans.put(room, new LogPages(link, room).span());
            }
            return spans;
        });
    }

    @Override
    public CompletionStage<Boolean> knows(String room, Member member) {
        long since = store.rules().knownSince();
        return store.reader().read(link -> {
            long id = LogRow.find(link, room).map(LogRow::id).orElse(0L);
            return store.members().remembers(link, room, id, member.id(), since);
        });
    }

    @Override
    public CompletionStage<List<Member>> former(String room) {
        return store.reader().read(link -> {
            Optional<LogRow> row = LogRow.find(link, room);
            return row.isEmpty()
                    ? List.of()
                    : Members.former(link, row.get().id(), store.rules().run());
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
    public void seat(String room, Member member) {
        store.members().tell(room, member, store.rules().clock().millis(), true);
    }

    @Override
    public void free(String room, Member member) {
        store.members().tell(room, member, store.rules().clock().millis(), false);
    }

    @Override
    public void rest(String room) {
        store.writer().look(link -> {
            if (!store.logs().isKept(link, room)) {
                store.members().forget(room);
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
        return store.writer().write(link -> {
            store.logs().remove(link, room);
            return null;
        });
    }

    /** There are no other servers. */
    @Override
    public void tell(String room, String payload) {}

    @Override
    public CompletionStage<Void> tidy() {
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
