package io.roomcast.engine.memory;

import io.roomcast.engine.presence.Rosters;
import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** All logs in memory, and the servers that share them. Keeps them within the bounds. Any thread. */
final class MemoryStore {
    private static final int TIDIED_AT_ONCE = 1000;
    private static final int TENTH = 10;

    private final Retention retention;
    private final WallClock clock;
    private final RandomGenerator random;
    private final MemorySessions sessions;
    private final Map<String, MemoryLog> logs = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final MemoryLeases leases;
    private final Rosters rosters;
    private final List<MemoryEngine> servers = new CopyOnWriteArrayList<>();
    private Iterator<String> untidied = Collections.emptyIterator();

    /** A log's size and age when it was looked at, because values must not change while they are sorted. */
    private record Weighed(String room, MemoryLog log, long bytes, Instant last) {
        static Weighed of(String room, MemoryLog log) {
            return new Weighed(room, log, log.bytes(), log.last());
        }
    }

    MemoryStore(Retention retention, WallClock clock, RandomGenerator random) {
        this.retention = retention;
        this.clock = clock;
        this.random = random;
        this.leases = new MemoryLeases(clock);
        this.rosters = new Rosters(clock, leases::end, new Rosters.MemberListener() {
            @Override
            public void seated(String room, Member member) {
                in(room, log -> log.seat(member));
            }

            @Override
            public void left(String room, Member member) {
                in(room, log -> log.free(member));
            }
        });
        this.sessions = new MemorySessions(clock, retention.idLife(), random);
    }

    void join(MemoryEngine server) {
        servers.add(server);
        if (servers.size() > 1) {
            leases.share();
        }
    }

    void leave(MemoryEngine server) {
        servers.remove(server);
        if (servers.isEmpty()) {
            logs.clear();
        }
    }

    void each(Consumer<MemoryEngine> action) {
        servers.forEach(action);
    }

    /** Whether any server has the room in memory. */
    boolean isOpen(String room) {
        return servers.stream().anyMatch(server -> server.isOpen(room));
    }

    MemorySessions sessions() {
        return sessions;
    }

    MemoryLeases leases() {
        return leases;
    }

    Rosters rosters() {
        return rosters;
    }

    Instant now() {
        return clock.instant();
    }

    void tidy() {
        tidySome();
        rosters.tidy(this::isOpen);
        sessions.tidy();
        giveUpBeyond(retention.storeBytes());
    }

    /** Tidies the next logs: a bounded number, so that the time does not depend on how many there are. */
    private synchronized void tidySome() {
        if (!untidied.hasNext()) {
            untidied = logs.keySet().iterator();
        }
        for (int count = 0; count < TIDIED_AT_ONCE && untidied.hasNext(); count++) {
            change(untidied.next(), log -> log == null || log.tidy() ? null : log);
        }
    }

    /** Gives up what is too much without waiting for the next tick, if it is more than a tenth. */
    void appended() {
        giveUpBeyond(retention.storeBytes() + retention.storeBytes() / TENTH);
    }

    private void giveUpBeyond(long most) {
        if (bytes.get() > most) {
            giveUp();
        }
    }

    /** Halves the biggest logs. If all are small, drops the longest unused, except for seated members. */
    private synchronized void giveUp() {
        PriorityQueue<Weighed> biggest =
                new PriorityQueue<>(Comparator.comparingLong(Weighed::bytes).reversed());
        logs.forEach((room, log) -> biggest.add(Weighed.of(room, log)));
        long left = bytes.get() - retention.storeBytes();
        while (left > 0 && !biggest.isEmpty() && biggest.element().log().canBeHalved()) {
            Weighed before = biggest.remove();
            change(before.room(), log -> {
                before.log().halve();
                return log;
            });
            Weighed after = Weighed.of(before.room(), before.log());
            biggest.add(after);
            left -= before.bytes() - after.bytes();
        }
        List<Weighed> unused = new ArrayList<>(left > 0 ? biggest : List.of());
        unused.sort(Comparator.comparing(Weighed::last));
        for (Iterator<Weighed> next = unused.iterator(); left > 0 && next.hasNext(); ) {
            Weighed gone = next.next();
            change(gone.room(), log -> log == null ? null : log.givenUp().orElse(null));
            MemoryLog instead = logs.get(gone.room());
            left -= gone.bytes() - (instead == null ? 0 : instead.bytes());
        }
    }

    /** Returns the room's log, or one that is not kept. */
    MemoryLog existing(String room) {
        MemoryLog log = logs.get(room);
        return log == null ? fresh(room) : log;
    }

    /** Runs an action with the room's log, which is kept from now on and not dropped meanwhile. */
    void in(String room, Consumer<MemoryLog> action) {
        change(room, old -> {
            MemoryLog log = old == null ? fresh(room) : old;
            action.accept(log);
            return log;
        });
    }

    /** Replaces a log, or adds or removes one, and accounts for the bytes. */
    void change(String room, UnaryOperator<MemoryLog> change) {
        logs.compute(room, (same, old) -> {
            long before = old == null ? 0 : old.bytes();
            MemoryLog log = change.apply(old);
            bytes.addAndGet(log == null ? -before : log.bytes() - before);
            return log;
        });
    }

    private MemoryLog fresh(String room) {
        return new MemoryLog(room, retention, clock, () -> Epoch.newName(random));
    }
}
