package io.roomcast.simulation.presence;

import io.roomcast.room.log.Member;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Node;
import io.roomcast.simulation.presence.Tellings.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Programs on one server, which take their time, and sometimes hang. One thread. */
final class WatchingPrograms implements Programs {
    private final Node node;
    private final Tellings tellings;
    private final RandomGenerator random;

    WatchingPrograms(Node node, Tellings tellings, RandomGenerator random) {
        this.node = node;
        this.tellings = tellings;
        this.random = random;
    }

    @Override
    public Bounds bounds() {
        return new Bounds(Duration.ofSeconds(2), 4);
    }

    @Override
    public boolean watch(String room) {
        return true;
    }

    @Override
    public void came(String room, Member member, Visitor visitor) {
        tellings.came(node, room, member.id());
    }

    @Override
    public void went(String room, Member member) {
        tellings.went(node, room, member.id());
    }

    @Override
    public void joined(String room, Member member, Visitor visitor, boolean recovered, CompletableFuture<Void> seen) {
        tellings.told(node, room, member.id(), recovered ? Kind.RECOVERED : Kind.JOINED);
        see(seen);
    }

    @Override
    public void left(String room, Member member, CompletableFuture<Void> seen) {
        tellings.told(node, room, member.id(), Kind.LEFT);
        see(seen);
    }

    private void see(CompletableFuture<Void> seen) {
        boolean swift = tellings.isCalm();
        if (swift || random.nextInt(40) > 0) {
            long time = random.nextLong(!swift && random.nextInt(10) == 0 ? 800 * Agenda.MILLI : 3 * Agenda.MILLI);
            node.later(time, () -> seen.complete(null));
        }
    }
}
