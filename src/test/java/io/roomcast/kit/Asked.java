package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An engine as tests ask it: one thing at a time, waiting for the answer. */
public final class Asked {
    private static final long PATIENCE_SECONDS = 10;

    private final Engine engine;

    public Asked(Engine engine) {
        this.engine = engine;
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private Log log() {
        return engine.lanes().get(0).log();
    }

    private Presence presence() {
        return engine.lanes().get(0).presence();
    }

    public List<Outcome> outcomes(Draft... drafts) {
        return now(log().append(List.of(drafts), Lease.ENDLESS));
    }

    /** All of them have a receipt; fails with the refusal, or with what is not known, where one has none. */
    public List<Receipt> append(List<Draft> drafts) {
        return now(log().append(drafts, Lease.ENDLESS)).stream()
                .map(Asked::receipt)
                .toList();
    }

    private static Receipt receipt(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new CompletionException(refused.why());
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            throw new CompletionException(new IllegalStateException(unknown.why()));
        }
        return (Receipt) outcome;
    }

    public Optional<Receipt> recall(Draft draft) {
        return now(log().recall(List.of(draft))).get(0);
    }

    public LogExtent extent(String room) {
        return now(log().open(List.of(room))).get(room).extent();
    }

    public StoredPage read(String room, Start start, String reader, int count, long bytes) {
        return now(log().read(room, start, reader, count, bytes));
    }

    /** Right after an offset, of whatever epoch. */
    public StoredPage read(String room, long after, int count, long bytes) {
        return read(room, new Start.After(new Position("any", after)), "", count, bytes);
    }

    /** Does one thing to the roster. */
    public SeatResult change(SeatRequest request) {
        return now(presence().change(List.of(request), Lease.ENDLESS)).get(0);
    }

    public void seat(String room, Member member) {
        SeatHold hold = new SeatHold("node-" + member.id(), "node", Optional.empty());
        change(new SeatRequest.Take(
                room, KnownRoster.NONE, member, hold, SeatRequest.Manner.JOIN, 100_000, Duration.ZERO));
    }

    public void free(String room, Member member) {
        change(new SeatRequest.Free(room, KnownRoster.NONE, member.id(), Optional.empty(), Ending.of(Code.CLOSED)));
    }

    public boolean knows(String room, Member member) {
        return now(presence().knows(room, member.id())).isPresent();
    }

    /** The members of a room. */
    public List<Member> here(String room) {
        return now(presence().members(room, 0, Integer.MAX_VALUE)).members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    public void rest(String room) {
        log().rest(room);
    }

    public boolean strike(String room, long offset, String data, String meta) {
        return now(log().strike(room, offset, data, meta));
    }

    public void remove(String room) {
        now(log().remove(room));
    }

    public void tell(String room, String payload) {
        engine.lanes().get(0).tell(room, payload);
    }

    public void tidy() {
        now(engine.lanes().get(0).tidy());
    }

    public Optional<String> trouble() {
        return engine.lanes().get(0).trouble();
    }
}
