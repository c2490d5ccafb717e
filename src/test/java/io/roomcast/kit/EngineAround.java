package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.engine.Watch;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Any engine of one lane with something of the test's around it: what is not overridden goes straight through. */
public abstract class EngineAround implements Engine, Lane, Log, Presence {
    protected final Engine inner;

    protected EngineAround(Engine inner) {
        this.inner = inner;
    }

    private Lane lane() {
        return inner.lanes().get(0);
    }

    /** The logs behind this. */
    protected final Log innerLog() {
        return lane().log();
    }

    @Override
    public byte[] key() {
        return inner.key();
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
    public void watch(Watch watch) {
        inner.watch(watch);
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
        return lane().leases();
    }

    @Override
    public CompletionStage<Map<String, Span>> open(Collection<String> rooms) {
        return innerLog().open(rooms);
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        return innerLog().append(drafts, lease);
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return innerLog().recall(drafts);
    }

    @Override
    public CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes) {
        return innerLog().read(room, start, reader, count, bytes);
    }

    @Override
    public void rest(String room) {
        innerLog().rest(room);
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        return innerLog().strike(room, offset, data, meta);
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        return innerLog().remove(room);
    }

    @Override
    public void seat(String room, Member member) {
        lane().presence().seat(room, member);
    }

    @Override
    public void free(String room, Member member) {
        lane().presence().free(room, member);
    }

    @Override
    public CompletionStage<Boolean> knows(String room, Member member) {
        return lane().presence().knows(room, member);
    }

    @Override
    public CompletionStage<List<Member>> former(String room) {
        return lane().presence().former(room);
    }

    @Override
    public void tell(String room, String payload) {
        lane().tell(room, payload);
    }

    @Override
    public CompletionStage<Void> tidy() {
        return lane().tidy();
    }

    @Override
    public Optional<String> trouble() {
        return lane().trouble();
    }

    @Override
    public void close() {
        inner.close();
    }
}
