package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.OneLaneEngine;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Any engine of one lane with something of the test's around it: what is not overridden goes straight through. */
public abstract class EngineAround implements OneLaneEngine {
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
    public SessionStore sessions() {
        return inner.sessions();
    }

    @Override
    public void watch(EngineListener watch) {
        inner.watch(watch);
    }

    @Override
    public Leases leases() {
        return lane().leases();
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
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
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
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

    /** The rosters of the engine inside. */
    protected final Presence innerPresence() {
        return lane().presence();
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        return innerPresence().change(requests, lease);
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return innerPresence().since(room, known);
    }

    @Override
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        return innerPresence().members(room, after, limit);
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        return innerPresence().knows(room, member);
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        return innerPresence().sweep(lease, gone);
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
