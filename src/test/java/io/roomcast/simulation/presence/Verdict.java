package io.roomcast.simulation.presence;

import io.roomcast.kit.WorldSettings;
import io.roomcast.room.Delivery;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import io.roomcast.simulation.SimStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether all came right when the faults are long over, and whether nothing is left of it when everybody has gone. One thread. */
final class Verdict {
    private static final long PROBING = 4 * Agenda.SECOND;
    private static final long STANDING = 1200 * Agenda.MILLI;
    private static final long FORGETTING = 100 * Agenda.SECOND;
    private static final int ALARMS_OF_AN_IDLE_SERVER = 1 + SimStore.LANES;

    private final PresenceWorld world;
    private final Cluster cluster;
    private final List<String> rooms;
    private final List<SimulatedPerson> persons;
    private final WorldSettings settings;

    Verdict(PresenceWorld world, List<String> rooms, List<SimulatedPerson> persons, WorldSettings settings) {
        this.world = world;
        this.cluster = world.cluster();
        this.rooms = rooms;
        this.persons = persons;
        this.settings = settings;
    }

    private void problem(String what, Object... details) {
        world.history().problem(what, details);
    }

    void finish() {
        rooms.forEach(room -> cluster.nodes().forEach(node -> new Probe(node, room)));
        cluster.run(PROBING);
        world.freeze();
        cluster.run(STANDING);
        if (!world.history().problems().isEmpty()) {
            return;
        }
        if (!world.unanswered().isEmpty()) {
            problem("never answered: %s", world.unanswered());
        }
        persons.forEach(person -> person.finish(settings.roster, settings.members));
        Set<String> seated = new TreeSet<>();
        rooms.forEach(room -> world.ledger().members(room).forEach(one -> seated.add(room + " " + one.id())));
        Set<String> told = new TreeSet<>();
        for (Node node : cluster.nodes()) {
            for (String one : world.ledger().tellings().finish(node)) {
                if (!told.add(one)) {
                    problem("programs at two servers believe that %s sits there", one);
                }
            }
        }
        if (!told.equals(seated)) {
            problem("programs believe that %s are here, and it is %s", told, seated);
        }
    }

    /** Asks a server who is in a room, without being anybody. */
    private final class Probe implements TellingLine.Client {
        private final Node node;
        private final String room;

        Probe(Node node, String room) {
            this.node = node;
            this.room = room;
            ReadRequest entry = ReadRequest.once(Visitor.ANYBODY, new Start.Head(), 1)
                    .knowing(0)
                    .waiting();
            new TellingLine(world, node, this, Optional.of(2 * Agenda.SECOND)).open(room, entry);
        }

        @Override
        public void arrive(TellingLine line, Delivery delivery) {}

        @Override
        public void answered(TellingLine line, List<Delivery> parts) {
            List<Member> truth = world.ledger().members(room);
            boolean right = parts.stream()
                    .anyMatch(delivery -> delivery instanceof Delivery.Presence all && isRight(all, truth));
            if (!right && !truth.isEmpty()) {
                problem("node %s says of %s: %s, and here are %s", node.number(), room, parts, truth);
            }
        }

        private boolean isRight(Delivery.Presence all, List<Member> truth) {
            boolean named = truth.size() <= settings.roster;
            return all.count() == truth.size()
                    && all.members().equals(named ? Optional.of(truth) : Optional.empty())
                    && all.roster() == world.ledger().revision(room);
        }

        @Override
        public void ended(TellingLine line, Ending why) {
            problem("a probe is ended: %s", why);
        }

        @Override
        public void refused(TellingLine line, Refusal why) {
            problem("a probe is refused: %s", why);
        }
    }

    void leave() {
        world.ledger().allMayGo();
        persons.forEach(SimulatedPerson::close);
        cluster.run(FORGETTING);
        if (!world.history().problems().isEmpty()) {
            return;
        }
        for (String room : rooms) {
            if (!world.ledger().members(room).isEmpty()) {
                problem("in %s are still %s", room, world.ledger().members(room));
            }
        }
        for (Node node : cluster.nodes()) {
            if (!node.rooms().inMemory().isEmpty() || node.engine().watched() > 0) {
                problem("node %s still has %s", node.number(), node.rooms().inMemory());
            }
            if (node.alarms() > ALARMS_OF_AN_IDLE_SERVER) {
                problem("node %s has %s alarms set", node.number(), node.alarms());
            }
            Set<String> here = world.ledger().tellings().finish(node);
            if (!here.isEmpty()) {
                problem("programs of node %s believe that %s are here", node.number(), here);
            }
        }
    }
}
