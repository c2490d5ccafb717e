package io.roomcast.simulation;

import io.roomcast.kit.WorldSettings;
import io.roomcast.room.Limits;
import io.roomcast.room.program.Programs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The servers, the store, the clients' way to them, and the chance by which all of it goes. One thread. */
public final class Cluster {
    /** The setting besides the world: how servers are set up, and what happens at the store for whoever looks on. */
    public interface Setting {
        /** The servers' limits; with a short beat a heartbeat finds within a run what was missed. */
        default Limits limits(boolean shortBeat) {
            return settings(shortBeat).limits();
        }

        /** The programs of a server. */
        default Programs programs(Node node) {
            return Programs.NONE;
        }

        /** The onlooker at the store. */
        default SimStore.Onlooker onlooker() {
            return SimStore.Onlooker.NOBODY;
        }

        /** For how long the store lets a server write after each renewal. */
        default Duration lease() {
            return Duration.ofSeconds(2);
        }
    }

    private static final Instant BEGINNING = Instant.parse("2026-11-20T10:15:30.123Z");

    /** With the short beat a heartbeat finds within a run what was missed, with the long one it does not. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final Duration LONG = Duration.ofSeconds(90);

    private final SplittableRandom random;
    private final SplittableRandom clients;
    private final Agenda agenda = new Agenda();
    private final Trace trace;
    private final History history;
    private final SimStore store;
    private final List<String> rooms;
    private final List<Optional<Node>> nodes = new ArrayList<>();
    private final Limits limits;
    private final Setting setting;
    private boolean quiet;

    public Cluster(long seed, int size, List<String> rooms, PlantedBug bug, boolean traced) {
        this(seed, size, rooms, bug, traced, new Setting() {});
    }

    public Cluster(long seed, int size, List<String> rooms, PlantedBug bug, boolean traced, Setting setting) {
        this.setting = setting;
        this.random = new SplittableRandom(seed ^ 0x5eed);
        this.clients = random.split();
        this.limits = setting.limits(clients.nextBoolean());
        this.rooms = rooms;
        this.trace = new Trace(agenda, traced);
        this.history = new History(trace);
        Weather weather = new Weather(random.split(), agenda, size);
        this.store = new SimStore(agenda, weather, history, random.split(), bug, setting);
        for (int number = 0; number < size; number++) {
            nodes.add(Optional.empty());
            start(number);
        }
    }

    public static WorldSettings settings(boolean shortBeat) {
        WorldSettings settings = new WorldSettings();
        settings.heartbeat = shortBeat ? SHORT : LONG;
        settings.grace = Duration.ofSeconds(3);
        settings.commit = Duration.ofSeconds(3);
        settings.ring = 12;
        settings.page = 8;
        settings.pending = 200;
        return settings;
    }

    /** After so many microseconds without news a server asks the store before it says that there is nothing. */
    public long heartbeat() {
        return limits.heartbeat().toMillis() * Agenda.MILLI;
    }

    public Trace trace() {
        return trace;
    }

    public History history() {
        return history;
    }

    public SimStore store() {
        return store;
    }

    public Optional<Node> node(int number) {
        return nodes.get(number);
    }

    public List<Node> nodes() {
        return nodes.stream().flatMap(Optional::stream).toList();
    }

    public long now() {
        return agenda.now();
    }

    /** A server starts where there is none. */
    public void start(int number) {
        if (nodes.get(number).isEmpty()) {
            Instant started =
                    BEGINNING.plusMillis(random.nextLong(20_000) - 10_000).plusNanos(agenda.now() * 1000);
            nodes.set(number, Optional.of(new Node(number, store, agenda, random.split(), limits, setting, started)));
        }
    }

    public void kill(int number) {
        nodes.get(number).ifPresent(Node::kill);
        nodes.set(number, Optional.empty());
    }

    /** Somebody ends the room of this lane. */
    public void remove(int lane) {
        String room = rooms.stream()
                .filter(one -> SimStore.laneOf(one) == lane)
                .findFirst()
                .orElseThrow();
        anyNode().ifPresent(node -> node.later(way(), () -> node.rooms().remove(room)));
    }

    /** From now on nothing more goes wrong. */
    public void calmDown() {
        quiet = true;
    }

    public boolean isQuiet() {
        return quiet;
    }

    /** A server to which a client's next request happens to go. */
    public Optional<Node> anyNode() {
        return nodes.get(clients.nextInt(nodes.size()));
    }

    /** How long it takes from a client to a server, or back. */
    public long way() {
        return 50 + clients.nextLong(clients.nextInt(20) == 0 ? 200 * Agenda.MILLI : 3 * Agenda.MILLI);
    }

    /** How long it takes until a client has what it was sent, and can take more. */
    public long slowness() {
        return 50 + clients.nextLong(clients.nextInt(20) == 0 ? 1200 * Agenda.MILLI : 3 * Agenda.MILLI);
    }

    public boolean oneIn(int many) {
        return clients.nextInt(many) == 0;
    }

    /** A number from the first, less than the second. */
    public long between(long least, long below) {
        return clients.nextLong(least, below);
    }

    /** Something happens at the clients' side after a while. */
    public void after(long micros, Runnable deed) {
        agenda.after(micros, deed);
    }

    /** A client does something after so many milliseconds, and a bit. */
    public void afterMillis(long millis, Runnable deed) {
        agenda.after(millis * Agenda.MILLI + clients.nextLong(Agenda.MILLI), deed);
    }

    /** Lets happen what happens for so long, unless something is wrong before. */
    public void run(long micros) {
        long end = agenda.now() + micros;
        while (step(end)) {
            if (!history.problems().isEmpty()) {
                return;
            }
        }
    }

    private boolean step(long end) {
        List<Node> busy = nodes().stream().filter(Node::hasWork).toList();
        boolean soon = !busy.isEmpty() && random.nextInt(4) == 0 && agenda.hasUntil(agenda.now() + Agenda.MILLI);
        if (busy.isEmpty() || soon) {
            return agenda.next(end);
        }
        busy.get(random.nextInt(busy.size())).work();
        return true;
    }
}
