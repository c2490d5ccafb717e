package io.roomcast.kit;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Any engine with something of the test's around it: what is not overridden goes straight through. */
public abstract class EngineAround implements Engine {
    protected final Engine inner;

    protected EngineAround(Engine inner) {
        this.inner = inner;
    }

    @Override
    public byte[] key() {
        return inner.key();
    }

    @Override
    public CompletionStage<Span> open(String room) {
        return inner.open(room);
    }

    @Override
    public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
        return inner.append(drafts);
    }

    @Override
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        return inner.recall(draft);
    }

    @Override
    public CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes) {
        return inner.read(room, start, reader, count, bytes);
    }

    @Override
    public void seat(String room, Member member) {
        inner.seat(room, member);
    }

    @Override
    public void free(String room, Member member) {
        inner.free(room, member);
    }

    @Override
    public CompletionStage<Boolean> remembers(String room, Member member) {
        return inner.remembers(room, member);
    }

    @Override
    public CompletionStage<List<Member>> former(String room) {
        return inner.former(room);
    }

    @Override
    public void rest(String room) {
        inner.rest(room);
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        return inner.remove(room);
    }

    @Override
    public CompletionStage<Void> tidy() {
        return inner.tidy();
    }

    @Override
    public Optional<String> trouble() {
        return inner.trouble();
    }

    @Override
    public void close() {
        inner.close();
    }
}
