package io.roomcast.simulation;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.engine.Log;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Time;
import io.roomcast.simulation.SimLog.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One lane as one server has it: each call is a request and an answer, which take their time and may be lost each for
 * itself; what was given up may still be done. One thread.
 */
final class SimLane implements Lane, Log, Leases {
    private final SimStore store;
    private final Shard shard;
    private final Node node;
    private final Weather weather;
    private final Rumours rumours;
    private final TreeSet<String> watched = new TreeSet<>();
    private Optional<EngineListener> watch = Optional.empty();
    private final SimPresence presence;
    private boolean inTrouble;

    SimLane(SimStore store, Shard shard, Node node) {
        this.store = store;
        this.shard = shard;
        this.node = node;
        this.weather = store.weather();
        this.rumours = new Rumours(store);
        this.presence = new SimPresence(store, shard, node, this);
        shard.listen(this);
    }

    void watch(EngineListener theirs) {
        watch = Optional.of(theirs);
    }

    int watched() {
        return watched.size();
    }

    void gone() {
        shard.forget(this);
    }

    /** A request on its way, until it is answered or given up. */
    private final class Call<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final Supplier<T> deed;
        private final Time.Alarm patience;

        Call(Supplier<T> deed) {
            this.deed = deed;
            this.patience = node.later(weather.patience(), () -> fail("the store did not answer"));
            if (!weather.loses(node.number(), shard.number())) {
                store.agenda().after(weather.way(shard.number()), this::arrive);
            }
        }

        private void arrive() {
            if (weather.isDown(shard.number())) {
                answer(() -> fail("the store is away"));
                return;
            }
            T result = deed.get();
            answer(() -> {
                patience.off();
                inTrouble = false;
                answer.complete(result);
            });
        }

        private void answer(Runnable told) {
            if (!weather.loses(node.number(), shard.number())) {
                node.later(weather.way(shard.number()), told);
            }
        }

        private void fail(String why) {
            patience.off();
            inTrouble |= !answer.isDone();
            answer.completeExceptionally(new IllegalStateException(why));
        }
    }

    <T> CompletionStage<T> call(Supplier<T> deed) {
        return new Call<>(deed).answer;
    }

    @Override
    public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
        List<String> these = List.copyOf(rooms);
        return call(() -> {
            if (store.has(PlantedBug.READ_BEFORE_WATCH)) {
                store.agenda().after(weather.findingOut(), () -> watched.addAll(these));
            } else {
                watched.addAll(these);
            }
            Map<String, Known> known = new TreeMap<>();
            for (String room : these) {
                LogExtent extent = rumours.opened(room, shard.extent(room));
                known.put(room, new Known(extent, shard.rosters().number(room)));
            }
            return known;
        });
    }

    @Override
    public void rest(String room) {
        watched.remove(room);
    }

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        List<Draft> these = List.copyOf(drafts);
        return call(() -> shard.append(these, lease)).thenApply(outcomes -> {
            outcomes.stream()
                    .filter(Receipt.Appended.class::isInstance)
                    .map(Receipt.Appended.class::cast)
                    .forEach(one -> rumours.heard(one.events().get(0).room(), one.position()));
            return outcomes;
        });
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        List<Draft> these = List.copyOf(drafts);
        return call(() -> shard.recall(these));
    }

    @Override
    public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
        return call(() -> shard.read(room, start, reader, count)).thenApply(page -> {
            note(
                    "is shown %s events after %s, the log ends at %s",
                    page.events().size(), page.after(), page.extent().end());
            return rumours.colour(room, page);
        });
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        return call(() -> {
            shard.remove(room);
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
        return CompletableFuture.completedStage(false);
    }

    @Override
    public void tell(String room, String payload) {}

    @Override
    public CompletionStage<Lease> renew(String name, Duration length) {
        return call(() -> {
            presence.renewed();
            return shard.renew(name, length);
        });
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Void> release(String name, Lease mine) {
        return CompletableFuture.completedStage(null);
    }

    /** On the store's side: the log has grown, and this server is told so, some time or other. */
    void announceGrowth(String room, Write write) {
        Position head = write.at();
        List<Event> events = weather.isBare() ? List.of() : write.events();
        announce(room, () -> {
            rumours.heard(room, head);
            note("hears that %s reaches to %s", room, head);
            watch.ifPresent(theirs -> theirs.grew(room, head, events));
        });
    }

    /** On the store's side: the log was removed. */
    void announceRemoval(String room, String epoch) {
        announce(room, () -> {
            rumours.gone(room);
            watch.ifPresent(theirs -> theirs.removed(room, epoch));
        });
    }

    private void announce(String room, Runnable told) {
        if (!watched.contains(room) || weather.isDeaf(node.number())) {
            return;
        }
        if (weather.drops(shard.number())) {
            interruptSoon();
            return;
        }
        // A connection to a store ends with it, and so does what was still to come on it.
        long life = shard.life();
        Runnable unlessOver = () -> {
            if (shard.life() == life) {
                told.run();
            }
        };
        for (int copies = weather.copies(shard.number()); copies > 0; copies--) {
            node.later(weather.announcement(shard.number()), unlessOver);
        }
    }

    /** This server may have missed something, and will be told so. */
    void interruptSoon() {
        if (!store.has(PlantedBug.INTERRUPTED_IGNORED)) {
            node.later(weather.findingOut(), () -> {
                note("may have missed something in lane %s", shard.number());
                watch.ifPresent(theirs -> theirs.interrupted(this));
            });
        }
    }

    private void note(String what, Object... details) {
        List<Object> all = new ArrayList<>(List.of(node.number()));
        all.addAll(List.of(details));
        store.history().trace().note("node %s " + what, all.toArray());
    }

    @Override
    public Leases leases() {
        return this;
    }

    @Override
    public CompletionStage<Void> tidy() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Optional<String> trouble() {
        return inTrouble ? Optional.of("the store is away") : Optional.empty();
    }

    @Override
    public Log log() {
        return this;
    }

    @Override
    public Presence presence() {
        return presence;
    }

    /** On the store's side: the roster has changed, and this server is told so, some time or other. */
    void announceRoster(String room, long roster) {
        announce(room, () -> watch.ifPresent(theirs -> theirs.changed(room, roster)));
    }
}
