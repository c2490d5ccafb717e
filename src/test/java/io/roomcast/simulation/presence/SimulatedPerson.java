package io.roomcast.simulation.presence;

import io.roomcast.room.Delivery;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A member of a room with all its connections: it reads, asks again and again, or is only there; is cut off, comes back or
 * does not, leaves, and answers what it is asked, each time at any server. One thread.
 */
final class SimulatedPerson implements TellingLine.Client {
    private static final long PATIENCE = 4 * Agenda.SECOND;

    private final PresenceWorld world;
    private final Cluster cluster;
    private final String room;
    private final String id;
    private final boolean isSteadfast;
    private final Style usual;
    private final Knowledge knowledge;
    private final Errands errands;
    private final List<TellingLine> older = new ArrayList<>();
    private Optional<TellingLine> line = Optional.empty();
    private String name;
    private Style style = Style.AWAY;
    private long notBefore;
    private long entered;
    private boolean decided;
    private boolean stays = true;

    /** @param steadfast whether it always comes back as soon as it can, and never goes */
    SimulatedPerson(PresenceWorld world, String room, String id, String name, Style usual, boolean steadfast) {
        this.world = world;
        this.cluster = world.cluster();
        this.room = room;
        this.id = id;
        this.name = name;
        this.usual = usual;
        this.isSteadfast = steadfast;
        this.knowledge = new Knowledge(world, id, room);
        this.errands = new Errands(world, room, id);
        actSoon();
    }

    String id() {
        return id;
    }

    String room() {
        return room;
    }

    boolean isSteadfast() {
        return isSteadfast;
    }

    private void actSoon() {
        cluster.afterMillis(cluster.between(100, 700), this::act);
    }

    private void act() {
        if (cluster.isQuiet() && !decided) {
            decided = true;
            stays = isSteadfast || !cluster.oneIn(3);
            if (!stays) {
                hangUp();
                style = Style.AWAY;
            }
        }
        if (style == Style.AWAY) {
            comeBack();
        } else if (!isSteadfast && cluster.oneIn(4) && world.mayAct()) {
            change((int) cluster.between(0, 6));
        }
        if (!world.isFrozen()) {
            go();
        }
        actSoon();
    }

    private void comeBack() {
        if (stays && cluster.now() >= notBefore) {
            style = isSteadfast || cluster.isQuiet() ? usual : anyStyle();
        }
    }

    private Style anyStyle() {
        return Style.THERE.get((int) cluster.between(0, Style.THERE.size()));
    }

    private void change(int what) {
        switch (what) {
            case 0 -> goAway(cluster.between(1, cluster.oneIn(3) ? 25 : 9));
            case 1 -> line.ifPresent(this::forget);
            case 2, 3 -> {
                line.ifPresent(older::add);
                line = Optional.empty();
                style = cluster.oneIn(2) ? style : anyStyle();
            }
            case 4 -> leave();
            default -> name = name.isEmpty() ? "" : id + "-" + cluster.between(0, 3);
        }
    }

    private void goAway(long seconds) {
        hangUp();
        style = Style.AWAY;
        notBefore = cluster.now() + seconds * Agenda.SECOND;
    }

    private void leave() {
        errands.leave();
        style = Style.AWAY;
        notBefore = cluster.now() + cluster.between(500, 6000) * Agenda.MILLI;
    }

    private void hangUp() {
        line.ifPresent(TellingLine::cut);
        line = Optional.empty();
        older.forEach(TellingLine::cut);
        older.clear();
    }

    private void forget(TellingLine one) {
        one.cut();
        older.remove(one);
        line = line.filter(current -> current != one);
    }

    private Session session() {
        return new Session(new Member(id, name), "token");
    }

    private void go() {
        line.filter(one -> one.isBroken() || one.isSilent(PATIENCE)).ifPresent(this::forget);
        if (cluster.now() < notBefore) {
            return;
        }
        switch (style) {
            case AWAY -> {}
            case SOCKET -> connect();
            case POLL -> poll();
            case ENTER -> enter();
        }
    }

    private void connect() {
        if (line.isEmpty()) {
            ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, session(), new Start.After(Position.START));
            line = cluster.anyNode().map(node -> open(node, entry, Optional.empty()));
        }
    }

    private TellingLine open(Node node, ReadRequest entry, Optional<Long> wait) {
        world.note("%s asks node %s, %s", id, node.number(), wait);
        TellingLine one = new TellingLine(world, node, this, wait);
        one.open(room, entry);
        return one;
    }

    private void poll() {
        if (line.isEmpty()) {
            boolean waits = isSteadfast || !cluster.oneIn(3);
            boolean wantsRoster = cluster.isQuiet() || !cluster.oneIn(4);
            ReadRequest asked = ReadRequest.once(Visitor.ANYBODY, session(), new Start.After(Position.START), 100);
            ReadRequest once = wantsRoster ? asked.knowing(knowledge.revision()) : asked;
            long wait = waits ? cluster.between(200, world.isSettled() ? 500 : 1500) * Agenda.MILLI : 0;
            line = cluster.anyNode().map(node -> open(node, waits ? once.waiting() : once, Optional.of(wait)));
        }
    }

    private void enter() {
        long now = cluster.now();
        if (now - entered >= Agenda.SECOND) {
            entered = now;
            errands.enter(
                    session(),
                    welcome -> {
                        if (now == entered && style == Style.ENTER && line.isEmpty()) {
                            world.history().happened("ENTERED");
                            knowledge.learn(welcome);
                        }
                    },
                    this::check);
        }
    }

    private void check(Refusal why) {
        world.history().happened(why.code().name());
        boolean known = why.code() == Code.UNAVAILABLE || why.code() == Code.TOO_MANY;
        if (!known) {
            world.history().problem("%s is refused: %s", id, why);
        }
    }

    @Override
    public void arrive(TellingLine from, Delivery delivery) {
        if (line.filter(one -> one == from).isEmpty()) {
            return;
        }
        if (delivery instanceof Delivery.Welcome welcome) {
            knowledge.learn(welcome);
        } else if (delivery instanceof Delivery.Presence news) {
            knowledge.learn(news);
        } else if (delivery instanceof Delivery.Ask ask) {
            errands.answer(ask.number(), ask.question().data());
        }
    }

    @Override
    public void answered(TellingLine from, List<Delivery> parts) {
        boolean lost = !cluster.isQuiet() && cluster.oneIn(20);
        if (!lost) {
            parts.forEach(delivery -> arrive(from, delivery));
            world.history().happened("POLLED");
        }
        forget(from);
    }

    @Override
    public void refused(TellingLine from, Refusal why) {
        world.note("%s is refused %s", id, why.code().name());
        check(why);
        forget(from);
    }

    @Override
    public void ended(TellingLine from, Ending why) {
        world.note("%s is told the end %s", id, why.code().name());
        world.history().happened(why.code().name());
        boolean isCurrent = line.filter(one -> one == from).isPresent();
        forget(from);
        if (world.isSettled() && isCurrent) {
            world.history().problem("%s is ended in the calm: %s", id, why);
        }
        switch (why.code()) {
            case KICKED, CLOSED -> goAway(cluster.between(3, 8));
            case DRAINING ->
                notBefore = Math.max(notBefore, cluster.now() + why.after().toMillis() * Agenda.MILLI);
            case REPLACED, GONE -> {}
            default -> world.history().problem("%s is ended: %s", id, why);
        }
    }

    /** At last: whether it has what it should have. */
    void finish(int named, int most) {
        List<Member> here = world.ledger().members(room);
        boolean seated = here.stream().anyMatch(one -> one.id().equals(id));
        boolean isIn = stays && style != Style.AWAY;
        if (isIn && !seated && here.size() < most) {
            world.history().problem("%s is not seated, and nobody knows why: %s are", id, here);
        }
        if (!stays && seated) {
            world.history().problem("%s has long gone, and is seated", id);
        }
        if (isIn && seated && style != Style.ENTER) {
            knowledge.finish(named);
        }
        boolean reads = line.filter(TellingLine::isHeard).isPresent();
        if (isIn && seated && style == Style.SOCKET && !reads) {
            world.history().problem("%s reads from no server", id);
        }
        // A member that enters while it reads goes on reading.
        List<TellingLine> open = older.stream().filter(one -> !one.isBroken()).toList();
        if (open.size() > (style == Style.ENTER ? 1 : 0)) {
            world.history()
                    .problem("%s reads from node %s still", id, open.get(0).server());
        }
    }

    /** It goes for good. */
    void close() {
        stays = false;
        hangUp();
        style = Style.AWAY;
    }
}
