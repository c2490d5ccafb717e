package io.roomcast.scenario;

import io.roomcast.room.Batch;
import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A client that reads, is cut at random, even in the middle of a batch, and comes back with its position. */
final class ScriptedReader {
    private final Session session;
    private final RandomGenerator random;
    private final boolean twice;
    private final Transcript transcript;
    private Position position = Position.START;
    private Optional<Line> line = Optional.empty();

    ScriptedReader(Session session, RandomGenerator random, boolean twice) {
        this.session = session;
        this.random = random;
        this.twice = twice;
        this.transcript = new Transcript(session.id());
    }

    Session session() {
        return session;
    }

    Transcript transcript() {
        return transcript;
    }

    boolean isConnected() {
        return line.isPresent();
    }

    void connect(Rooms rooms, String room) {
        Line fresh = new Line();
        line = Optional.of(fresh);
        ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, session, new Start.After(position));
        fresh.cursor = Optional.of(rooms.read(room, entry, fresh));
    }

    /** The connection is lost; what was under way never arrives. */
    void cut() {
        line.flatMap(one -> one.cursor).ifPresent(Cursor::close);
        line = Optional.empty();
    }

    /** Finishes the delivery that is under way, if there is one. */
    void drain() {
        line.ifPresent(Line::written);
    }

    private final class Line implements Outlet {
        private Optional<Cursor> cursor = Optional.empty();
        private Optional<Runnable> again = Optional.empty();

        private boolean isLive() {
            return line.filter(this::equals).isPresent();
        }

        @Override
        public boolean offer(Delivery delivery, Runnable free) {
            if (!isLive()) {
                return false;
            }
            again = Optional.of(free);
            arrive(delivery);
            if (random.nextInt(3) > 0) {
                written();
            }
            return true;
        }

        private void arrive(Delivery delivery) {
            if (delivery instanceof Batch batch) {
                arrive(batch.events());
                position = isLive() ? batch.end() : position;
            } else if (delivery instanceof Delivery.Gap gap) {
                transcript.gap(gap.from(), gap.to(), gap.onlyPrivate());
                position = gap.position();
            } else if (delivery instanceof Delivery.Stand stand) {
                position = stand.position();
            } else if (delivery instanceof Delivery.Welcome welcome) {
                position = welcome.position();
            }
        }

        private void arrive(List<Event> events) {
            for (Event event : events) {
                if (random.nextInt(300) == 0) {
                    cut();
                    return;
                }
                transcript.received(event.offset(), event.content().data());
                if (twice && random.nextInt(200) == 0) {
                    transcript.received(event.offset(), event.content().data());
                }
                position = event.position();
            }
        }

        private void written() {
            Optional<Runnable> free = again;
            again = Optional.empty();
            free.ifPresent(Runnable::run);
        }

        @Override
        public boolean holds(long more) {
            return true;
        }

        @Override
        public void caughtUp(Position stands) {
            if (isLive() && stands.offset() < position.offset()) {
                transcript.complain("stood at " + stands + " after " + position);
            }
        }

        @Override
        public void refused(Refusal refusal) {
            transcript.complain("refused: " + refusal.code());
        }

        @Override
        public void ended(Ending ending) {
            if (isLive()) {
                line = Optional.empty();
            }
        }
    }
}
