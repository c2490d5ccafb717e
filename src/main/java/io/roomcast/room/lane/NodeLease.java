package io.roomcast.room.lane;

import io.roomcast.room.log.Lease;
import io.roomcast.room.log.Leases;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * This server's lease of one lane. It is renewed again and again, and acted on up to two thirds of it by our own clock,
 * counted from when the renewal was sent. A server that itself stood still holds none for the length of one, so that what
 * waits in its sockets since is refused and not written late. Any thread.
 */
final class NodeLease {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Leases leases;
    private final String node;
    private final Duration length;
    private final Time time;
    private final Events events;
    private volatile Term term = Term.NONE;
    private volatile long known;
    private volatile long closedUntil = Long.MIN_VALUE;
    private volatile long due;

    /** What happens to a lease. Must hand on what takes longer. */
    interface Events {
        /** It had run out, so that others may have acted in this server's place. */
        void anotherTerm();

        /** This server stood still for long. */
        void stoodStill();
    }

    NodeLease(Leases leases, String node, Duration length, Time time, Events events) {
        this.leases = leases;
        this.node = node;
        this.length = length;
        this.time = time;
        this.events = events;
        this.due = time.elapsed();
        renew();
    }

    Term term() {
        return term;
    }

    private void renew() {
        long sent = time.elapsed();
        if (known > 0 && sent - due > length.toMillis() / 2) {
            closedUntil = sent + length.toMillis();
            term = Term.NONE;
            events.stoodStill();
        }
        leases.renew(node, length).whenComplete((lease, failure) -> {
            if (failure == null) {
                renewed(lease, sent);
            }
            if (failure != null || !isEndless(lease)) {
                again();
            }
        });
    }

    private void again() {
        Duration often = length.dividedBy(5);
        Duration wait = EVERY.compareTo(often) < 0 ? EVERY : often;
        due = time.elapsed() + wait.toMillis();
        time.after(wait, this::renew);
    }

    private static boolean isEndless(Lease lease) {
        return lease.until().equals(Instant.MAX);
    }

    private void renewed(Lease lease, long sent) {
        boolean another = known > 0 && known != lease.term();
        known = lease.term();
        if (sent >= closedUntil) {
            term = new Term(lease, isEndless(lease) ? Long.MAX_VALUE : sent + length.toMillis() * 2 / 3);
        }
        if (another) {
            events.anotherTerm();
        }
    }
}
