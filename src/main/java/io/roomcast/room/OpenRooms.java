package io.roomcast.room;

import io.roomcast.room.budget.Budget;
import io.roomcast.room.budget.RingBudget;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.GuardedEngine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Presence;
import io.roomcast.room.lane.LaneListener;
import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.PauseWatch;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import io.roomcast.room.who.Names;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rooms in memory, by name. Announcements from the engine, and publishes made here, find a room by its name. Only
 * the domain holds a room itself, because an idle one is forgotten. Any thread.
 */
final class OpenRooms implements LaneListener {
    private static final System.Logger LOG = System.getLogger(OpenRooms.class.getName());
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int ROOMS_AT_ONCE = 200;
    private static final int PAUSES = 20;

    /** A tick that is so many milliseconds late was held up by a pause of the whole process. */
    private static final long PAUSE = 2000;

    /** Spreads reconnects: consecutive readers come back at times that are far apart. */
    private static final long SPREAD = 3691;

    private final Engine engine;
    private final Time time;
    private final Workers workers;
    private final Limits limits;
    private final List<OpenLane> lanes;
    private final Programs programs;
    private final Budget budget;
    private final RingBudget ringBudget;
    private final OverSessions sessions;
    private final PauseWatch pauses;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile Supplier<Ending> farewell; // null until the server is about to stop

    /** A room, and when it was last asked for. */
    private record Held(Room room, long asked) {}

    OpenRooms(Engine engine, Time time, Workers workers, Limits limits, Programs programs) {
        this.engine = new GuardedEngine(engine);
        this.time = time;
        this.workers = workers;
        this.limits = limits;
        OpenLane.Bounds bounds = new OpenLane.Bounds(limits.pending(), limits.commit(), Limits.LEASE);
        String node = UUID.randomUUID().toString();
        this.engine.watch(this);
        this.lanes = this.engine.lanes().stream()
                .map(lane -> new OpenLane(lane, node, time, workers, bounds, this))
                .toList();
        this.programs = programs;
        this.sessions = new OverSessions(this, this.engine.sessions());
        this.budget = new Budget(limits.memory(), limits.addressShare());
        this.ringBudget = new RingBudget(limits.ringBytes(), budget);
        this.pauses = new PauseWatch(time, limits.tick() + PAUSE);
        nextTick();
    }

    /** Returns the room of this name, in its normal form. Creates nothing that would stay. */
    Room room(String name) {
        // A name that is held is in its normal form.
        String normal = held.containsKey(name) ? name : Names.room(name);
        return held.compute(normal, (same, old) -> {
                    if (old == null && held.size() >= limits.rooms()) {
                        throw new Refusal(Code.TOO_MANY, "too many rooms are in use on this server; try again later");
                    }
                    return new Held(old == null ? new Room(this, same) : old.room(), time.elapsed());
                })
                .room();
    }

    /** Returns the room if it is in memory. */
    Optional<Room> known(String name) {
        return Optional.ofNullable(held.get(name)).map(Held::room);
    }

    List<String> names() {
        return List.copyOf(held.keySet());
    }

    void each(Consumer<Room> task) {
        held.values().forEach(one -> task.accept(one.room()));
    }

    @Override
    public void grew(String room, Position head, List<Event> events) {
        known(room).ifPresent(one -> one.log().grew(head, events));
    }

    @Override
    public void changed(String room, long number) {
        known(room).ifPresent(one -> one.rosterChanged(number));
    }

    @Override
    public void removed(String room, String epoch) {
        known(room).ifPresent(one -> one.removed(epoch));
    }

    /** Not used yet. */
    @Override
    public void told(String room, String payload) {}

    @Override
    public void interrupted(Lane lane) {
        each(room -> {
            if (room.lane().is(lane)) {
                room.log().doubt();
                room.log().checkHead(Duration.ZERO);
            }
        });
    }

    /** Makes all readers reconnect, so that what waits in their connections is not taken for new. */
    @Override
    public void stoodStill(Lane lane) {
        AtomicInteger ended = new AtomicInteger();
        each(room -> {
            if (room.lane().is(lane)) {
                room.readers().each(cursor -> cursor.end(stoodStill(ended.incrementAndGet())));
            }
        });
    }

    /** Reconnects are spread over the time in which nothing can be published. */
    private static Ending stoodStill(int number) {
        long after = 1 + number * SPREAD % Limits.LEASE.toMillis();
        return new Ending(
                Code.DRAINING, "this server was paused for a while: connect again", true, Duration.ofMillis(after));
    }

    @Override
    public void doubtful(String room) {
        known(room).ifPresent(one -> one.log().catchUp());
    }

    /** Ends every reader that begins from now on. */
    void sayFarewell(Supplier<Ending> next) {
        farewell = next;
    }

    /** Returns the ending of a reader that begins while the server shuts down. */
    Optional<Ending> farewell() {
        return Optional.ofNullable(farewell).map(Supplier::get);
    }

    private void nextTick() {
        time.after(Duration.ofMillis(limits.tick()), () -> workers.execute(this::tick));
    }

    private void tick() {
        nextTick();
        lanes.forEach(OpenLane::tidy);
        lanes.forEach(this::sweep);
        lookAt(held.values().iterator(), Math.max(ROOMS_AT_ONCE, held.size() / PAUSES), pauses.wasPaused());
    }

    /** Gives up seats of lost servers. Programs hear of each, whichever server it sat at. */
    private void sweep(OpenLane lane) {
        CompletionStage<List<Presence.Lost>> swept = lane.sweep(limits.grace());
        swept.thenAccept(all -> all.forEach(lost -> gaveUp(lost.room(), lost.member())));
    }

    private void gaveUp(String room, Member member) {
        if (programs.watch(room) || held.containsKey(room)) {
            try {
                room(room).gaveUp(member);
            } catch (Refusal tooMany) {
                LOG.log(Level.DEBUG, () -> "no program is told that " + member.id() + " left: " + tooMany.getMessage());
            }
        }
    }

    /**
     * Many rooms are checked with pauses in between, so that publishes need not wait for all of them. After a pause of the
     * whole process no reader is judged yet: what it took meanwhile is about to be noticed.
     */
    private void lookAt(Iterator<Held> rooms, int some, boolean wasPaused) {
        long now = time.elapsed();
        for (int count = 0; count < some && rooms.hasNext(); count++) {
            Held next = rooms.next();
            if (!wasPaused) {
                next.room().readers().tick(now);
            }
            next.room().log().checkHead(limits.heartbeat().dividedBy(2));
            letGo(next.room());
            forgetIfIdle(next, now);
        }
        if (rooms.hasNext()) {
            time.after(
                    Duration.ofMillis(limits.tick() / (2 * PAUSES)),
                    () -> workers.execute(() -> lookAt(rooms, some, wasPaused)));
        }
    }

    /** Drops the events of a room that nobody reads: they are shared in memory for rooms that are read. */
    private static void letGo(Room room) {
        if (room.readers().areAway() && room.tail().covers(room.tail().extent().head() - 1)) {
            room.forget();
        }
    }

    /** Forgets a room that is idle, unless it was asked for recently: it may be about to be used. */
    private void forgetIfIdle(Held one, long now) {
        boolean old = now - one.asked() > KEPT.toMillis();
        if (old && one.room().isIdle()) {
            held.computeIfPresent(
                    one.room().name(), (same, current) -> current.equals(one) ? forgotten(one.room()) : current);
        }
    }

    /** Called under the map's lock on the name: the room cannot open again before the engine dropped it. */
    private Held forgotten(Room room) {
        room.forget();
        room.lane().log().rest(room.name());
        return null;
    }

    OpenLane lane(String room) {
        Lane lane = engine.lane(room);
        return lanes.stream().filter(one -> one.is(lane)).findFirst().orElseThrow();
    }

    /** Returns why no room can be used right now. A failing lane stops only its own rooms. */
    Optional<String> trouble() {
        List<String> all =
                lanes.stream().map(OpenLane::trouble).flatMap(Optional::stream).toList();
        return all.size() == lanes.size() ? Optional.of(all.get(0)) : programs.trouble();
    }

    OverSessions sessions() {
        return sessions;
    }

    Time time() {
        return time;
    }

    Workers workers() {
        return workers;
    }

    Limits limits() {
        return limits;
    }

    Programs programs() {
        return programs;
    }

    Budget budget() {
        return budget;
    }

    RingBudget ringBudget() {
        return ringBudget;
    }
}
