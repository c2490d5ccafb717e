package io.roomcast.wire;

import io.roomcast.room.Delivery;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A connection that carries lines both ways. Several rooms and the answers to commands share it, and one write is under
 * way at a time: the answers that have gathered and one part take turns, and the rooms take turns with their parts. At
 * most one part of each room waits, and nobody waits for an offer. Any thread may call it; the lock is held for a moment
 * and never over a write.
 */
public abstract class SharedConnection {
    /** How long a farewell may take to be written before the connection is cut. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Ingress ingress;
    private final StringBuilder replies = new StringBuilder();
    private final Deque<Offer> offers = new ArrayDeque<>();
    private Optional<Ending> ending = Optional.empty();
    private boolean busy;
    private boolean answered;
    private boolean closed;
    private Time.Alarm cut = () -> {};

    /** A part that waits for its turn, and whom to tell when it is out. */
    private record Offer(RoomOutlet outlet, Delivery delivery, Runnable again) {}

    protected SharedConnection(Ingress ingress) {
        this.ingress = ingress;
    }

    /** Writes a part; {@code written} is run once, on any thread, when it is out. Must not block or throw. */
    protected abstract void write(Delivery delivery, Runnable written);

    /**
     * What writes a part, later and without the lock. Called with the lock, so what is decided here is decided before the
     * part's outlet is closed. Must do nothing else.
     */
    protected Runnable due(Delivery delivery, Runnable written) {
        return () -> write(delivery, written);
    }

    /** Writes whole lines, each with its end. Must not block or throw. */
    protected abstract void write(String lines, Runnable written);

    /** Closes the connection, with the close code of this end; called at most once. Must not block or throw. */
    protected abstract void close(Ending end);

    /** The last words of the whole connection; empty where it has none. */
    protected abstract String farewell(Ending end);

    /** What an outlet of this connection, which has nothing else here, does with a part. */
    final boolean offer(RoomOutlet outlet, Delivery delivery, Runnable again) {
        Runnable next;
        synchronized (this) {
            if (ending.isPresent() || outlet.isClosed()) {
                return false;
            }
            offers.add(new Offer(outlet, delivery, again));
            next = next();
        }
        next.run();
        return true;
    }

    /** What an outlet has here that is closed now is not said any more. */
    final synchronized void forget(RoomOutlet outlet) {
        offers.removeIf(offer -> offer.outlet() == outlet);
    }

    /** Says one line when it is the answers' turn. Who never reads the answers is cut off. */
    protected final void reply(String line) {
        if (line.isEmpty()) {
            return;
        }
        Runnable next = SharedConnection::nothing;
        boolean unread = false;
        synchronized (this) {
            if (ending.isPresent()) {
                return;
            }
            unread = replies.length() + line.length() > ingress.bounds().replies();
            if (!unread) {
                replies.append(line).append('\n');
                next = next();
            }
        }
        if (unread) {
            end(Ending.of(Code.SLOW).because("the answers were not read"));
        } else {
            next.run();
        }
    }

    /** What is to be done now, without the lock: nothing while a write is under way. Guarded by the lock. */
    private Runnable next() {
        if (busy) {
            return SharedConnection::nothing;
        }
        answered = !replies.isEmpty() && (offers.isEmpty() || !answered);
        if (answered) {
            busy = true;
            String lines = replies.toString();
            replies.setLength(0);
            return () -> write(lines, () -> written(SharedConnection::nothing));
        }
        if (!offers.isEmpty()) {
            busy = true;
            Offer offer = offers.remove();
            return due(offer.delivery(), () -> written(offer.again()));
        }
        return ending.<Runnable>map(end -> () -> closeOnce(end)).orElse(SharedConnection::nothing);
    }

    private static void nothing() {}

    /** The outlet is told at once, so that its next part is here when its turn comes. */
    private void written(Runnable again) {
        Runnable next;
        synchronized (this) {
            busy = false;
            offers.forEach(offer -> offer.outlet().isWaiting());
            next = next();
        }
        again.run();
        next.run();
    }

    /**
     * Says bye and closes; after an error that ends the connection there is no more to say. A connection that cannot be
     * written to is cut after a moment.
     */
    protected final void end(Ending end) {
        String words = end.code().isEnd() ? farewell(end) : "";
        Runnable next;
        synchronized (this) {
            if (ending.isPresent()) {
                return;
            }
            if (!words.isEmpty()) {
                replies.append(words).append('\n');
            }
            offers.clear();
            ending = Optional.of(end);
            next = next();
        }
        Time.Alarm late = ingress.time().after(FAREWELL, () -> closeOnce(end));
        synchronized (this) {
            cut = late;
        }
        next.run();
    }

    private void closeOnce(Ending end) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            cut.off();
        }
        close(end);
    }
}
