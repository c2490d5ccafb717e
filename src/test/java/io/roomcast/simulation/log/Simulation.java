package io.roomcast.simulation.log;

import io.roomcast.room.Limits;
import io.roomcast.room.log.Member;
import io.roomcast.room.who.Session;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Fault;
import io.roomcast.simulation.History;
import io.roomcast.simulation.Node;
import io.roomcast.simulation.Outcries;
import io.roomcast.simulation.PlantedBug;
import io.roomcast.simulation.Schedule;
import io.roomcast.simulation.SimStore;
import io.roomcast.simulation.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One run of a schedule: three servers over one store, ten clients, faults for a while, then calm, in which everything
 * must come right. One thread; used once.
 */
final class Simulation implements Schedule.Run {
    private static final List<String> ROOMS = List.of("red", "blue");
    /** Those in which hardly anything is said, so that nothing that comes later makes up for what was missed. */
    private static final List<String> QUIET_ROOMS = List.of("gold", "pink", "teal");

    private static final int SPEAKERS = 4;
    private static final int FEW = 3;
    private static final List<String> MEMBERS =
            IntStream.range(0, SPEAKERS).mapToObj(number -> "m" + number).toList();
    private static final long CALM = 12 * Agenda.SECOND;
    /** A renewal that is given up, a lease for which nothing is written, the next renewal, and a client that tries again. */
    private static final long LONGEST_CALM = Limits.LEASE.toMillis() * Agenda.MILLI + 10 * Agenda.SECOND;
    /** A slow client has something under way, and then takes what came meanwhile. */
    private static final long TAKING = 5 * Agenda.SECOND;

    private static final long FORGETTING = 80 * Agenda.SECOND;
    private static final int ALARMS_OF_AN_IDLE_SERVER = 1 + SimStore.LANES;

    private final Schedule schedule;
    private final Cluster cluster;
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<LiveReader> readers = new ArrayList<>();
    private final List<Poller> pollers = new ArrayList<>();

    Simulation(Schedule schedule, boolean traced) {
        this.schedule = schedule;
        this.cluster = new Cluster(schedule.seed(), Schedule.NODES, ROOMS, schedule.bug(), traced);
        for (int number = 0; number < SPEAKERS; number++) {
            String room = ROOMS.get(number % ROOMS.size());
            Session session = session(number);
            int events = schedule.events() / SPEAKERS;
            speakers.add(new Speaker(cluster, room, session, MEMBERS, events, 0));
            read(new LiveReader(cluster, "reader " + number, room, Optional.of(session), false));
        }
        for (String room : ROOMS) {
            read(new LiveReader(cluster, "guest in " + room, room, Optional.empty(), false));
        }
        read(new LiveReader(cluster, "the hasty one", ROOMS.get(0), Optional.empty(), true));
        pollers.add(new Poller(cluster, "poller", ROOMS.get(0), Optional.empty()));
        pollers.add(new Poller(cluster, "poller 1", ROOMS.get(1), Optional.of(session(1))));
        for (String room : QUIET_ROOMS) {
            int number = QUIET_ROOMS.indexOf(room);
            long begin = cluster.between(0, Fault.LATEST / 2);
            speakers.add(new Speaker(cluster, room, session(number), MEMBERS, FEW, begin));
            read(new LiveReader(cluster, "guest in " + room, room, Optional.empty(), false));
        }
    }

    /** The schedule that this seed decides. */
    static Schedule schedule(long seed, PlantedBug bug) {
        List<Fault> faults = Fault.plan(new SplittableRandom(seed), Schedule.NODES);
        return new Schedule(seed, faults, Schedule.EVENTS, bug, Simulation::new);
    }

    private static Session session(int number) {
        return new Session(new Member(MEMBERS.get(number), "ann" + number), "token");
    }

    private void read(LiveReader reader) {
        readers.add(reader);
    }

    @Override
    public List<History.Problem> run() {
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
        cluster.run(Fault.LATEST);
        cluster.calmDown();
        cluster.run(CALM);
        settle();
        if (isFine()) {
            finish();
        }
        if (isFine()) {
            leave();
        }
    }

    /**
     * A server that finds out when the faults are over that it stood still writes a lease later, near the end or behind it.
     * So it is not over before all is answered, and everybody had the time to take what was written last.
     */
    private void settle() {
        while (isFine() && isAnswerDue() && cluster.now() < Fault.LATEST + LONGEST_CALM) {
            cluster.run(Agenda.SECOND);
        }
        long taken = cluster.store().lastWrite() + TAKING;
        if (isFine() && cluster.now() < taken) {
            cluster.history().happened("WRITTEN_LATE");
            cluster.run(taken - cluster.now());
        }
    }

    private boolean isAnswerDue() {
        return speakers.stream().anyMatch(speaker -> !speaker.unanswered().isEmpty());
    }

    @Override
    public Map<String, Integer> happened() {
        return cluster.history().happened();
    }

    @Override
    public Trace trace() {
        return cluster.trace();
    }

    private boolean isFine() {
        return cluster.history().problems().isEmpty();
    }

    private void finish() {
        for (Speaker speaker : speakers) {
            if (!speaker.unanswered().isEmpty()) {
                cluster.history().problem("never answered: %s", speaker.unanswered());
            }
        }
        for (LiveReader reader : readers) {
            reader.course().finish(cluster.store().shardOf(reader.room()).extent(reader.room()));
        }
    }

    private void leave() {
        readers.forEach(LiveReader::close);
        pollers.forEach(Poller::close);
        cluster.run(FORGETTING);
        for (Node node : cluster.nodes()) {
            if (!node.rooms().inMemory().isEmpty()) {
                cluster.history()
                        .problem(
                                "node %s still has %s",
                                node.number(), node.rooms().inMemory());
            }
            if (node.alarms() > ALARMS_OF_AN_IDLE_SERVER) {
                cluster.history().problem("node %s has %s alarms set", node.number(), node.alarms());
            }
        }
    }
}
