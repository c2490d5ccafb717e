package io.roomcast.simulation;

import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.Changes;
import io.roomcast.room.log.Done;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Present;
import io.roomcast.room.log.Seated;
import io.roomcast.room.log.Sight;
import io.roomcast.room.log.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who is in one lane's rooms, as one server is told. One thread. */
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
    public CompletionStage<List<Done>> change(List<Wish> wishes, Lease lease) {
        List<Wish> these = List.copyOf(wishes);
        CompletionStage<List<Done>> answer = lane.call(() -> shard.change(these, lease, lane))
                .thenApply(done -> {
                    store.onlooker().answered(node, these, done);
                    return coloured(done);
                });
        return store.has(PlantedBug.TAKE_NOT_AWAITED) ? guessed(these).orElse(answer) : answer;
    }

    private Optional<CompletionStage<List<Done>>> guessed(List<Wish> wishes) {
        List<Done> guesses = new ArrayList<>();
        for (Wish wish : wishes) {
            if (!(wish instanceof Wish.Take take) || take.manner() != Wish.Manner.JOIN) {
                return Optional.empty();
            }
            Member member = take.member();
            Member named = member.name().isEmpty() ? member.named("user") : member;
            Done.Sat sat = new Done.Sat(named, take.holder().nonce(), 1, Done.Before.A_SERVER);
            guesses.add(new Done(sat, Changes.NOTHING));
        }
        return Optional.of(CompletableFuture.completedStage(guesses));
    }

    private List<Done> coloured(List<Done> done) {
        return done.stream()
                .map(one -> new Done(one.outcome(), coloured(one.news())))
                .toList();
    }

    private Changes coloured(Changes news) {
        if (store.has(PlantedBug.OWN_REVISION) && news.from() != Long.MAX_VALUE) {
            return new Changes(
                    news.from(), news.number(), news.revision() + node.number(), news.count(), news.changes());
        }
        return news;
    }

    @Override
    public CompletionStage<Changes> since(String room, Sight sight) {
        boolean anyOrder = store.has(PlantedBug.LATE_ROSTER);
        return lane.call(() -> shard.rosters().since(room, anyOrder ? new Sight(0, sight.most()) : sight))
                .thenApply(news -> anyOrder ? asIfNew(room, news) : coloured(news));
    }

    private Changes asIfNew(String room, Changes whole) {
        long latest = handed.merge(room, whole.number(), Math::max);
        return latest == whole.number()
                ? whole
                : new Changes(0, latest + 1, whole.revision(), whole.count(), whole.changes());
    }

    @Override
    public CompletionStage<Present> members(String room, long after, int limit) {
        return lane.call(() -> shard.rosters().members(room, after, limit));
    }

    @Override
    public CompletionStage<Optional<Member>> knows(String room, String member) {
        return lane.call(() -> shard.rosters().members(room, 0, Integer.MAX_VALUE).members().stream()
                .map(Seated::member)
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
