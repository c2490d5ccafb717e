package io.roomcast.wire;

import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Holding;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A bidirectional connection, shared by several rooms and the replies to commands. One write is under way at a time:
 * the collected replies and one delivery take turns, and so do the rooms. At most one delivery of each room waits, and
 * an offer never blocks. Any thread may call it; the lock is held briefly and never during a write.
 */
public abstract class SharedConnection {
    /** How long a farewell may take to be written before the connection is cut. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Ingress ingress;
    private final Account account;
    private final StringBuilder replies = new StringBuilder();
    private final Holding unread;
    private int writing;
    private final Deque<Offer> offers = new ArrayDeque<>();
    private Ending ending; // null until the connection is to end
    private boolean busy;
    private boolean answered;
    private boolean closed;
    private Time.Alarm cut = () -> {};

    /** A delivery that waits for its turn or is under way, and the callback for when it is written. */
    private final class Offer implements Runnable {
        private final RoomOutlet outlet;
        private Delivery delivery; // null once it is being written, so that only its bytes are held
        private final Runnable again;

        Offer(RoomOutlet outlet, Delivery delivery, Runnable again) {
            this.outlet = outlet;
            this.delivery = delivery;
            this.again = again;
        }

        /** Ends the write. */
        @Override
        public void run() {
            written(again);
        }
    }

    /** Creates a connection on whose account its replies are held. */
    protected SharedConnection(Ingress ingress, Account account) {
        this.ingress = ingress;
        this.account = account;
        this.unread = account.holding(Use.REPLIES);
    }

    final Account account() {
        return account;
    }

    /** Writes a delivery and then runs {@code written} once, on any thread. Must not block or throw. */
    protected abstract void write(Delivery delivery, Runnable written);

    /**
     * Returns the task that writes a delivery, later and without the lock. This method is called with the lock, so its
     * decisions come before the outlet is closed. Must do nothing else.
     */
    protected Runnable writeTask(Delivery delivery, Runnable written) {
        return () -> write(delivery, written);
    }

    /** Writes whole lines, each with its line end. Must not block or throw. */
    protected abstract void write(String lines, Runnable written);

    /** Closes the connection with the close code of this ending. Called at most once. Must not block or throw. */
    protected abstract void close(Ending end);

    /** Returns the last line of the connection; empty if there is none. */
    protected abstract String farewell(Ending end);

    /** Queues the only waiting delivery of an outlet. Returns false if the connection or the outlet has ended. */
    final boolean offer(RoomOutlet outlet, Delivery delivery, Runnable again) {
        Runnable next;
        synchronized (this) {
            if (ending != null || outlet.isClosed()) {
                return false;
            }
            Offer offer = new Offer(outlet, delivery, again);
            if (busy) {
                offers.add(offer);
                return true;
            }
            next = begin(offer);
        }
        next.run();
        return true;
    }

    /** Discards the waiting delivery of an outlet that was closed. */
    final synchronized void forget(RoomOutlet outlet) {
        offers.removeIf(offer -> offer.outlet == outlet);
    }

    /** Sends a line when it is the replies' turn. Ends the connection of a client that does not read its replies. */
    protected final void reply(String line) {
        if (line.isEmpty()) {
            return;
        }
        Runnable next = SharedConnection::nothing;
        boolean fits;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            fits = fits(replies.length() + line.length());
            if (fits) {
                replies.append(line).append('\n');
                next = next();
            }
        }
        if (!fits) {
            end(Ending.of(Code.SLOW).because("the client did not read the replies"));
        } else {
            next.run();
        }
    }

    /** Whether so many characters of replies may wait; guarded by the lock. */
    private boolean fits(int waiting) {
        return waiting <= ingress.bounds().replies() && (!busy || unread.holds(writing + waiting));
    }

    /** Returns the next step, to be run without the lock: nothing while a write is under way. Guarded by the lock. */
    private Runnable next() {
        if (busy) {
            return SharedConnection::nothing;
        }
        answered = !replies.isEmpty() && (offers.isEmpty() || !answered);
        if (answered) {
            busy = true;
            String lines = replies.toString();
            replies.setLength(0);
            writing = lines.length();
            return () -> write(lines, () -> written(SharedConnection::nothing));
        }
        if (!offers.isEmpty()) {
            return begin(offers.remove());
        }
        Ending end = ending;
        return end == null ? SharedConnection::nothing : () -> closeOnce(end);
    }

    private Runnable begin(Offer offer) {
        busy = true;
        answered = false;
        Delivery delivery = offer.delivery;
        offer.delivery = null;
        return writeTask(delivery, offer);
    }

    private static void nothing() {}

    /** Whether something follows the write that has ended; guarded by the lock. */
    private boolean isMoreToDo() {
        return !replies.isEmpty() || !offers.isEmpty() || ending != null;
    }

    /** Ends a write. Tells the outlet immediately, so that its next delivery is here when its turn comes. */
    private void written(Runnable again) {
        Runnable next;
        synchronized (this) {
            busy = false;
            writing = 0;
            unread.holds(replies.length());
            if (isMoreToDo()) {
                offers.forEach(offer -> offer.outlet.noteWaiting());
                next = next();
            } else {
                next = SharedConnection::nothing;
            }
        }
        again.run();
        next.run();
    }

    /**
     * Sends a farewell and closes; after an error that ends the connection there is none. A connection that cannot be
     * written to is cut after two seconds.
     */
    protected final void end(Ending end) {
        end(end, end.code().isEnd() ? farewell(end) : "");
    }

    /** A connection whose session is over has no further use: it ends, and its client enters again. */
    final void check(Session session) {
        try {
            ingress.sessions().check(session);
        } catch (Refusal over) {
            bye(Ending.of(over.code()).because(over.getMessage()));
            throw over;
        }
    }

    /** Sends a farewell, whatever the reason, and closes. */
    final void bye(Ending end) {
        end(end, farewell(end));
    }

    private void end(Ending end, String last) {
        Runnable next;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            if (!last.isEmpty()) {
                replies.append(last).append('\n');
            }
            offers.clear();
            ending = end;
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
