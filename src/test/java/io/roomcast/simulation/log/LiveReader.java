package io.roomcast.simulation.log;

import io.roomcast.room.Delivery;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Cluster;
import java.util.Optional;

/** A client that reads on and on, is cut, and comes back with its position to any server. One thread. */
final class LiveReader implements Connection.Client {
    private final Cluster cluster;
    private final String room;
    private final Optional<Session> session;
    private final boolean latest;
    private final Course course;
    private Optional<Connection> connection = Optional.empty();
    private boolean closed;

    LiveReader(Cluster cluster, String name, String room, Optional<Session> session, boolean latest) {
        this.cluster = cluster;
        this.room = room;
        this.session = session;
        this.latest = latest;
        this.course =
                new Course(name, room, session.map(Session::id).orElse(""), latest, cluster.history(), cluster.trace());
        actSoon();
    }

    Course course() {
        return course;
    }

    String room() {
        return room;
    }

    private void actSoon() {
        cluster.afterMillis(cluster.between(100, 1500), this::act);
    }

    private void act() {
        if (closed) {
            return;
        }
        boolean isCut = !cluster.isQuiet() && cluster.oneIn(8);
        if (connection.isEmpty()) {
            connect();
        } else if (isCut || connection.get().isBroken()) {
            hangUp();
        }
        actSoon();
    }

    private void connect() {
        Start start = new Start.After(course.position());
        ReadRequest entry = session.map(mine -> ReadRequest.live(Visitor.ANYBODY, mine, start))
                .orElseGet(() -> ReadRequest.live(Visitor.ANYBODY, start))
                .skippingToLatest(latest);
        connection = cluster.anyNode().map(node -> new Connection(cluster, node, this));
        connection.ifPresent(one -> one.open(room, entry));
    }

    private void hangUp() {
        connection.ifPresent(Connection::cut);
        connection = Optional.empty();
    }

    /** It reads no more, ever. */
    void close() {
        closed = true;
        hangUp();
    }

    @Override
    public void arrive(Delivery delivery) {
        course.arrive(delivery);
    }

    @Override
    public void over(Connection gone, Optional<Refusal> why) {
        why.filter(refusal -> refusal.code() != Code.UNAVAILABLE)
                .ifPresent(refusal -> cluster.history().problem("a reader was refused: %s", refusal));
        if (connection.filter(gone::equals).isPresent()) {
            hangUp();
        }
    }
}
