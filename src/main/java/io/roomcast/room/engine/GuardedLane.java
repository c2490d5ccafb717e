package io.roomcast.room.engine;

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
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Wraps a lane of any engine and enforces the contract of the ports: an exception becomes a failed stage, so does an
 * incomplete answer, and an append always has one outcome per draft. Any thread.
 */
final class GuardedLane implements CombinedLane, Leases {
    private static final System.Logger LOG = System.getLogger(GuardedLane.class.getName());

    private final Lane lane;

    GuardedLane(Lane lane) {
        this.lane = lane;
    }

    private static <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        try {
            return Objects.requireNonNull(call.get(), "the engine gave no stage");
        } catch (RuntimeException | Error broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error broken) {
            LOG.log(Level.WARNING, "the engine failed", broken);
        }
    }

    private static <T> CompletionStage<List<T>> each(int count, CompletionStage<List<T>> answers) {
        return answers.thenApply(all -> {
            if (all.size() != count) {
                throw wrongNumber(all.size(), count);
            }
            return all;
        });
    }

    private static IllegalStateException wrongNumber(int given, int wanted) {
        return new IllegalStateException("the engine gave " + given + " answers instead of " + wanted);
    }

    @Override
    public Leases leases() {
        return this;
    }

    @Override
    public CompletionStage<Lease> renew(String node, Duration length) {
        return guard(() -> lane.leases().renew(node, length));
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
        return guard(() -> lane.leases().claim(name, mine, length));
    }

    @Override
    public CompletionStage<Void> release(String name, Lease mine) {
        return guard(() -> lane.leases().release(name, mine));
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        return guard(() -> lane.log().open(rooms)).thenApply(known -> {
            if (!known.keySet().containsAll(rooms)) {
                throw new IllegalStateException("the engine did not open all of " + rooms.size() + " rooms");
            }
            return known;
        });
    }

    @Override
    public void rest(String room) {
        guard(() -> lane.log().rest(room));
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        return guard(() -> lane.log().append(drafts, lease)).handle((outcomes, failure) -> {
            if (failure == null && outcomes.size() == drafts.size()) {
                return outcomes;
            }
            Throwable why = failure == null ? wrongNumber(outcomes.size(), drafts.size()) : failure;
            return drafts.stream().map(draft -> Outcome.of(why)).toList();
        });
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        return each(drafts.size(), guard(() -> lane.log().recall(drafts)));
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        return guard(() -> lane.log().read(room, start, reader, count, bytes));
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        return guard(() -> lane.log().strike(room, offset, data, meta));
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        return guard(() -> lane.log().remove(room));
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        return each(requests.size(), guard(() -> lane.presence().change(requests, lease)));
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        return guard(() -> lane.presence().since(room, known));
    }

    @Override
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        return guard(() -> lane.presence().members(room, after, limit));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        return guard(() -> lane.presence().knows(room, member));
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        return guard(() -> lane.presence().sweep(lease, gone));
    }

    @Override
    public void tell(String room, String payload) {
        guard(() -> lane.tell(room, payload));
    }

    @Override
    public CompletionStage<Void> tidy() {
        return guard(lane::tidy);
    }

    @Override
    public Optional<String> trouble() {
        return lane.trouble();
    }
}
