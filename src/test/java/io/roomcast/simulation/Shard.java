package io.roomcast.simulation;

import io.roomcast.engine.presence.Rosters;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.simulation.SimLog.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One lane on the store's side: the logs of its rooms, a replica that lags behind, the leases, and who listens. What is
 * called here happens at once; ways and losses are {@link SimLane}'s. One thread.
 */
public final class Shard {
    public static final int LAG = 12;

    private final int number;
    private final SimStore store;
    private final Retention retention;
    private final RandomGenerator random;
    private final Map<String, Lease> leases = new HashMap<>();
    private final List<SimLane> listeners = new ArrayList<>();
    private final Deque<Write> untold = new ArrayDeque<>();
    private Map<String, SimLog> logs = new TreeMap<>();
    private Map<String, SimLog> replica = new TreeMap<>();
    private Rosters rosters;
    private long life = 1;
    private int epochs;

    public Shard(int number, SimStore store, Retention retention, RandomGenerator random) {
        this.number = number;
        this.store = store;
        this.retention = retention;
        this.random = random;
        this.rosters = emptyRosters();
    }

    /** Rosters are kept in memory, and on no replica. */
    private Rosters emptyRosters() {
        return new Rosters(store::now, this::leaseEnd, new Rosters.MemberListener() {
            @Override
            public void seated(String room, Member member) {}

            @Override
            public void left(String room, Member member) {}
        });
    }

    private Instant leaseEnd(String node) {
        return leases.getOrDefault(node, new Lease(node, 0, Instant.MIN)).until();
    }

    public Rosters rosters() {
        return rosters;
    }

    List<SeatResult> change(List<SeatRequest> requests, Lease lease, SimLane from) {
        if (lease.isOver(store.now())) {
            return requests.stream()
                    .map(request -> SeatResult.refused(overdue()))
                    .toList();
        }
        List<SeatResult> done = rosters.change(store.has(PlantedBug.FREE_BY_NODE) ? freedByNode(requests) : requests);
        store.onlooker().did(this, requests, done);
        requests.stream().map(SeatRequest::room).distinct().forEach(room -> announceRoster(room, from));
        return done;
    }

    List<Lost> sweep(Lease lease, Duration gone, SimLane from) {
        List<Lost> lost = lease.isOver(store.now()) ? List.of() : rosters.sweep(gone);
        store.onlooker().swept(this, lost);
        lost.stream().map(Lost::room).distinct().forEach(room -> announceRoster(room, from));
        return lost;
    }

    /** As if a seat were known by the server that holds it. */
    private List<SeatRequest> freedByNode(List<SeatRequest> requests) {
        List<SeatRequest> others = new ArrayList<>();
        for (SeatRequest request : requests) {
            others.add(request instanceof SeatRequest.Free free && free.nonce().isPresent() ? byNode(free) : request);
        }
        return others;
    }

    private SeatRequest byNode(SeatRequest.Free free) {
        String node = nodeOf(free.nonce().orElseThrow());
        Optional<String> held = rosters.since(free.room(), new KnownRoster(0, Integer.MAX_VALUE)).changes().stream()
                .filter(RosterChange.Sat.class::isInstance)
                .map(RosterChange.Sat.class::cast)
                .filter(sat -> sat.member().id().equals(free.member()))
                .map(RosterChange.Sat::nonce)
                .filter(nonce -> nodeOf(nonce).equals(node))
                .findFirst();
        return new SeatRequest.Free(free.room(), free.known(), free.member(), held.or(free::nonce), free.why());
    }

    private static String nodeOf(String nonce) {
        return nonce.substring(0, nonce.lastIndexOf('-'));
    }

    private void announceRoster(String room, SimLane from) {
        long number = rosters.number(room);
        listeners.stream().filter(other -> other != from).forEach(other -> other.announceRoster(room, number));
    }

    public int number() {
        return number;
    }

    /** Which life of the store this is: what an earlier one announced is not heard any more. */
    public long life() {
        return life;
    }

    void listen(SimLane listener) {
        listeners.add(listener);
    }

    void forget(SimLane listener) {
        listeners.remove(listener);
    }

    private SimLog log(String room) {
        SimLog log = logs.get(room);
        return log == null ? new SimLog(retention) : log;
    }

    public LogExtent extent(String room) {
        return log(room).extent();
    }

    public StoredPage read(String room, Start start, String reader, int count) {
        return log(room).read(start, reader, count);
    }

    public List<Optional<Receipt>> recall(List<Draft> drafts) {
        return drafts.stream().map(draft -> log(draft.room()).recall(draft)).toList();
    }

    public Lease renew(String node, Duration length) {
        Instant now = store.now();
        Lease before = leases.getOrDefault(node, new Lease(node, 0, Instant.MIN));
        long term = before.isOver(now) ? before.term() + 1 : before.term();
        Duration most = store.longestLease();
        Duration longest = length.compareTo(most) < 0 ? length : most;
        Lease lease = new Lease(node, term, now.plus(longest));
        leases.put(node, lease);
        return lease;
    }

    public List<Outcome> append(List<Draft> drafts, Lease lease) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean late = lease.isOver(store.now()) && !store.has(PlantedBug.APPEND_WITHOUT_LEASE);
            outcomes.add(late ? new Outcome.Refused(overdue()) : append(draft));
        }
        return store.has(PlantedBug.RECEIPTS_OUT_OF_ORDER) ? swapped(outcomes) : outcomes;
    }

    private static Refusal overdue() {
        return new Refusal(Code.UNAVAILABLE, "this server's lease is over");
    }

    private static List<Outcome> swapped(List<Outcome> outcomes) {
        List<Outcome> other = new ArrayList<>(outcomes);
        if (other.size() > 1 && other.get(0) instanceof Receipt && other.get(1) instanceof Receipt) {
            other.set(0, outcomes.get(1));
            other.set(1, outcomes.get(0));
        }
        return other;
    }

    private Outcome append(Draft draft) {
        SimLog log = log(draft.room());
        Optional<Receipt> before = log.recall(draft);
        if (before.isPresent()) {
            return before.get();
        }
        String fresh = "e" + number + "-" + (epochs + 1);
        Write write = log.plan(draft, store.now(), life, fresh);
        epochs += write.at().epoch().equals(fresh) ? 1 : 0;
        if (store.has(PlantedBug.ACK_BEFORE_DURABLE)) {
            store.agenda().after(random.nextLong(20 * Agenda.MILLI), () -> append(write));
        } else {
            append(write);
        }
        return new Receipt.Appended(write.events());
    }

    private void append(Write write) {
        SimLog log = logs.computeIfAbsent(write.draft().room(), room -> new SimLog(retention));
        store.wrote();
        store.history().written(write, log);
        store.history().trimmed(log.apply(write));
        untold.add(write);
        if (untold.size() > LAG) {
            tellReplica();
        }
        String room = write.draft().room();
        listeners.forEach(listener -> listener.announceGrowth(room, write));
    }

    private void tellReplica() {
        Write write = untold.removeFirst();
        replica.computeIfAbsent(write.draft().room(), room -> new SimLog(retention))
                .apply(write);
    }

    /** A room ends; that is on the replica, too, before anybody hears of it. */
    public void remove(String room) {
        while (!untold.isEmpty()) {
            tellReplica();
        }
        LogExtent extent = extent(room);
        logs.remove(room);
        replica.remove(room);
        store.history().removed(room, extent);
        String epoch = extent.end().epoch();
        listeners.forEach(listener -> listener.announceRemoval(room, epoch));
    }

    /** The replica takes over; the last so many writes are lost. */
    public void failOver(int lost) {
        while (untold.size() > lost) {
            tellReplica();
        }
        untold.clear();
        life++;
        logs.forEach((room, log) -> store.history()
                .lost(
                        log.extent(),
                        replica.containsKey(room) ? replica.get(room).extent() : LogExtent.UNBORN));
        logs = replica;
        rosters = emptyRosters();
        store.onlooker().lost(this);
        replica = new TreeMap<>();
        logs.forEach((room, log) -> replica.put(room, log.copy()));
        listeners.forEach(SimLane::interruptSoon);
    }
}
