package io.roomcast.simulation;

import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatedMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rosters of one lane's rooms, as one server is told. One thread. */
final class SimPresence implements Presence {
    /** After this long a server's seats are given up, as the servers are set up. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final SimStore store;
    private final Shard shard;
    private final Node node;
    private final SimLane lane;
    private final Map<String, Long> handed = new TreeMap<>();

    SimPresence(SimStore store, Shard shard, Node node, SimLane lane) {
        this.store = store;
        this.shard = shard;
        this.node = node;
        this.lane = lane;
    }

    @Override
    public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
        List<SeatRequest> these = List.copyOf(requests);
        CompletionStage<List<SeatResult>> answer = lane.call(() -> shard.change(these, lease, lane))
                .thenApply(done -> {
                    store.onlooker().answered(node, these, done);
                    return coloured(done);
                });
        return store.has(PlantedBug.TAKE_NOT_AWAITED) ? guessed(these).orElse(answer) : answer;
    }

    private Optional<CompletionStage<List<SeatResult>>> guessed(List<SeatRequest> requests) {
        List<SeatResult> guesses = new ArrayList<>();
        for (SeatRequest request : requests) {
            if (!(request instanceof SeatRequest.Take take) || take.manner() != SeatRequest.Manner.JOIN) {
                return Optional.empty();
            }
            Member member = take.member();
            Member named = member.name().isEmpty() ? member.named("user") : member;
            SeatResult.Sat sat = new SeatResult.Sat(named, take.hold().nonce(), 1, SeatResult.Before.A_SERVER);
            guesses.add(new SeatResult(sat, RosterNews.NOTHING));
        }
        return Optional.of(CompletableFuture.completedStage(guesses));
    }

    private List<SeatResult> coloured(List<SeatResult> done) {
        return done.stream()
                .map(one -> new SeatResult(one.outcome(), coloured(one.news())))
                .toList();
    }

    private RosterNews coloured(RosterNews news) {
        if (store.has(PlantedBug.OWN_REVISION) && news.from() != Long.MAX_VALUE) {
            return new RosterNews(
                    news.from(), news.number(), news.revision() + node.number(), news.count(), news.changes());
        }
        return news;
    }

    @Override
    public CompletionStage<RosterNews> since(String room, KnownRoster known) {
        boolean anyOrder = store.has(PlantedBug.LATE_ROSTER);
        return lane.call(() -> shard.rosters().since(room, anyOrder ? new KnownRoster(0, known.most()) : known))
                .thenApply(news -> anyOrder ? asIfNew(room, news) : coloured(news));
    }

    private RosterNews asIfNew(String room, RosterNews whole) {
        long latest = handed.merge(room, whole.number(), Math::max);
        return latest == whole.number()
                ? whole
                : new RosterNews(0, latest + 1, whole.revision(), whole.count(), whole.changes());
    }

    @Override
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        return lane.call(() -> shard.rosters().members(room, after, limit));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        return lane.call(() -> shard.rosters().members(room, 0, Integer.MAX_VALUE).members().stream()
                .map(SeatedMember::member)
                .filter(one -> one.id().equals(member))
                .findFirst());
    }

    @Override
    public CompletionStage<List<Lost>> sweep(Lease lease, Duration gone) {
        return lane.call(() -> shard.sweep(lease, gone, lane)).thenApply(lost -> {
            store.onlooker().answered(node, lost);
            return lost;
        });
    }

    /** On the store's side: the server is heard of, perhaps for the first time in a while. */
    void renewed() {
        if (store.has(PlantedBug.SWEEP_WITHOUT_MERCY)) {
            store.agenda().after(Agenda.MILLI, () -> shard.sweep(Lease.ENDLESS, GRACE, lane));
        }
    }
}
