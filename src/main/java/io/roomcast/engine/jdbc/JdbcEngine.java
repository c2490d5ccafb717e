package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps all logs in one database: what is acknowledged is on disk. One thread writes, group by group; a few read, each
 * page from one snapshot. Any thread may call it, and none is made to wait.
 */
public final class JdbcEngine implements Engine {
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
    public CompletionStage<Span> open(String room) {
        return store.reader().read(link -> new LogPages(link, room).span());
    }

    @Override
    public CompletionStage<Boolean> remembers(String room, Member member) {
        Duration life = store.rules().retention().idLife();
        long since = store.rules().clock().millis() - life.toMillis();
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
    public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
        return store.writer().write(link -> store.logs().append(link, drafts));
    }

    @Override
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        return store.reader().read(link -> {
            Optional<LogRow> row = LogRow.find(link, draft.room());
            return row.isEmpty()
                    ? Optional.empty()
                    : Ids.recall(link, row.get(), draft, store.rules().retention());
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
    public CompletionStage<Void> remove(String room) {
        return store.writer().write(link -> {
            store.logs().remove(link, room);
            return null;
        });
    }

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
