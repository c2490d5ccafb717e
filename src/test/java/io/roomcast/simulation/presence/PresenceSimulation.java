package io.roomcast.simulation.presence;

import io.roomcast.kit.WorldSettings;
import io.roomcast.room.Limits;
import io.roomcast.room.program.Programs;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Fault;
import io.roomcast.simulation.Fault.Kind;
import io.roomcast.simulation.History.Problem;
import io.roomcast.simulation.Node;
import io.roomcast.simulation.Outcries;
import io.roomcast.simulation.PlantedBug;
import io.roomcast.simulation.Schedule;
import io.roomcast.simulation.SimStore;
import io.roomcast.simulation.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One run of a schedule about who is in three rooms: three servers over one store, twelve members, programs on each server, faults for a
 * while, then calm, in which everything must come right. One thread; used once.
 */
final class PresenceSimulation implements Schedule.Run {
    private static final List<String> ROOMS = List.of("red", "blue");
    /** In which nobody does anything when the faults are over, so that nothing that comes later makes up for what was missed. */
    private static final String QUIET_ROOM = "gold";

    private static final int PERSONS = 10;
    private static final long FAULTS = 32 * Agenda.SECOND;
    private static final long LONGEST = 12 * Agenda.SECOND;
    private static final long CALM = 45 * Agenda.SECOND;

    /** Faults that strike all servers alike, and take nothing away: nobody who comes back may be given up for it. */
    private static final List<Kind> EVEN =
            List.of(Kind.STORE_DOWN, Kind.LANE_DOWN, Kind.CLOCK_LEAPS, Kind.DEAF, Kind.MUDDLED);

    private final Schedule schedule;
    private final Place place;
    private final Cluster cluster;
    private final PresenceWorld world;
    private final List<SimulatedPerson> persons = new ArrayList<>();

    /** How the servers are set up. */
    private static final class Place implements Cluster.Setting {
        private final SplittableRandom random;
        private final WorldSettings settings;
        private final PresenceLedger ledger;
        private final Duration lease;

        Place(long seed) {
            this.random = new SplittableRandom(seed ^ 0x9a1);
            this.settings = Cluster.settings(random.nextBoolean());
            settings.roster = List.of(3, 4, 8).get(random.nextInt(3));
            settings.members = List.of(4, 5, 20).get(random.nextInt(3));
            this.lease = random.nextBoolean() ? Duration.ofSeconds(2) : Limits.LEASE;
            this.ledger = new PresenceLedger(settings.grace, settings.members);
        }

        @Override
        public Limits limits(boolean shortBeat) {
            return settings.limits();
        }

        @Override
        public Programs programs(Node node) {
            return new WatchingPrograms(node, ledger.tellings(), random.split());
        }

        @Override
        public SimStore.Onlooker onlooker() {
            return ledger;
        }

        @Override
        public Duration lease() {
            return lease;
        }
    }

    PresenceSimulation(Schedule schedule, boolean traced) {
        this.schedule = schedule;
        this.place = new Place(schedule.seed());
        this.cluster = new Cluster(schedule.seed(), Schedule.NODES, ROOMS, schedule.bug(), traced, place);
        place.ledger.attach(cluster);
        this.world = new PresenceWorld(cluster, place.ledger, schedule.events());
        boolean even = schedule.faults().stream().allMatch(fault -> EVEN.contains(fault.kind()));
        for (int number = 0; number < PERSONS; number++) {
            String room = ROOMS.get(number % 5 < 3 ? 0 : 1);
            Style usual = Style.THERE.get(number % Style.THERE.size());
            boolean steadfast = number < 5 && usual != Style.ENTER;
            String id = "m" + number;
            persons.add(new SimulatedPerson(world, room, id, number % 4 == 1 ? "" : id, usual, steadfast));
            if (steadfast && even) {
                place.ledger.mustStay(id);
            }
        }
        for (int number = PERSONS; number < PERSONS + 2; number++) {
            persons.add(new SimulatedPerson(world, QUIET_ROOM, "m" + number, "m" + number, Style.SOCKET, false));
        }
        new Host(world, List.copyOf(persons));
    }

    /** The schedule that this seed decides. */
    static Schedule schedule(long seed, PlantedBug bug) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Kind> kinds = random.nextInt(3) == 0 ? EVEN : List.of(Kind.values());
        List<Fault> faults = Fault.plan(random, Schedule.NODES, kinds, FAULTS, LONGEST);
        return new Schedule(seed, faults, Schedule.EVENTS, bug, PresenceSimulation::new);
    }

    @Override
    public List<Problem> run() {
        try (Outcries outcries = new Outcries(cluster.history())) {
            outcries.begin();
            runAll();
        }
        return cluster.history().problems();
    }

    private void runAll() {
        for (Fault fault : schedule.faults()) {
            cluster.after(fault.at(), () -> fault.begin(cluster));
            cluster.after(fault.at() + fault.length(), () -> fault.end(cluster));
        }
        cluster.run(FAULTS);
        world.calmDown();
        cluster.run(CALM);
        Verdict verdict = new Verdict(world, List.of("red", "blue", QUIET_ROOM), persons, place.settings);
        if (isFine()) {
            verdict.finish();
        }
        if (isFine()) {
            verdict.leave();
        }
    }

    private boolean isFine() {
        return cluster.history().problems().isEmpty();
    }

    @Override
    public Map<String, Integer> happened() {
        return cluster.history().happened();
    }

    @Override
    public Trace trace() {
        return cluster.trace();
    }
}
