package io.roomcast.simulation.log;

import io.roomcast.room.Delivery;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A client that asks again and again for what comes after its position, each time any server. One thread. */
final class Poller {
    private final Cluster cluster;
    private final String room;
    private final Optional<Session> session;
    private final Course course;
    private Optional<Poll> poll = Optional.empty();
    private boolean closed;

    Poller(Cluster cluster, String name, String room, Optional<Session> session) {
        this.cluster = cluster;
        this.room = room;
        this.session = session;
        this.course =
                new Course(name, room, session.map(Session::id).orElse(""), false, cluster.history(), cluster.trace());
        actSoon();
    }

    private void actSoon() {
        cluster.afterMillis(cluster.between(200, 1500), this::act);
    }

    private void act() {
        if (closed) {
            return;
        }
        if (poll.filter(one -> !one.isOver()).isEmpty()) {
            ask();
        } else if (cluster.oneIn(4)) {
            poll.ifPresent(Poll::giveUp);
        }
        actSoon();
    }

    private void ask() {
        Start start = new Start.After(course.position());
        int most = (int) cluster.between(5, 60);
        ReadRequest entry = session.map(mine -> ReadRequest.once(Visitor.ANYBODY, mine, start, most))
                .orElseGet(() -> ReadRequest.once(Visitor.ANYBODY, start, most));
        Position known = cluster.history().acknowledgedUntil(room, cluster.now() - cluster.heartbeat());
        poll = cluster.anyNode()
                .map(node -> new Poll(cluster, node, room, entry, (parts, position) -> {
                    long before = course.events();
                    parts.forEach(course::arrive);
                    course.stand(position);
                    if (course.events() - before < most) {
                        cluster.history().mustBeBehind(position, known);
                    }
                }));
    }

    /** It asks no more, ever. */
    void close() {
        closed = true;
        poll.ifPresent(Poll::giveUp);
    }

    /** One question for what there is, with one answer or none. One thread. */
    static final class Poll implements Connection.Client {
        private final Cluster cluster;
        private final List<Delivery> parts = new ArrayList<>();
        private final BiConsumer<List<Delivery>, Position> answered;
        private final Connection connection;
        private boolean over;

        /** Asks; what is answered is handed over together, with the position at its end. */
        Poll(
                Cluster cluster,
                Node node,
                String room,
                ReadRequest entry,
                BiConsumer<List<Delivery>, Position> answered) {
            this.cluster = cluster;
            this.answered = answered;
            this.connection = new Connection(cluster, node, this);
            connection.open(room, entry);
        }

        @Override
        public void arrive(Delivery delivery) {
            parts.add(delivery);
        }

        @Override
        public boolean wantsOneAnswer() {
            return true;
        }

        @Override
        public void caughtUp(Position position) {
            if (!over) {
                giveUp();
                answered.accept(parts, position);
            }
        }

        @Override
        public void over(Connection gone, Optional<Refusal> why) {
            why.filter(refusal -> refusal.code() != Code.UNAVAILABLE)
                    .ifPresent(refusal -> cluster.history().problem("a poll was refused: %s", refusal));
            giveUp();
        }

        /** Nobody waits for the answer any more. */
        void giveUp() {
            if (!over) {
                over = true;
                connection.cut();
            }
        }

        boolean isOver() {
            return over || connection.isBroken();
        }
    }
}
