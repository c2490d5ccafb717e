package io.roomcast.room.lane;

import io.roomcast.room.log.Lease;
import io.roomcast.room.log.Leases;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * This server's lease of one lane. It is renewed again and again, and acted on up to two thirds of it by our own clock,
 * counted from when the renewal was sent. Any thread.
 */
final class NodeLease {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Lease NONE = new Lease("", 0, Instant.MIN);

    private final Leases leases;
    private final String node;
    private final Duration length;
    private final Time time;
    private final Runnable anotherTerm;
    private volatile Held held = new Held(NONE, Long.MIN_VALUE);

    /** @param goodUntil by our clock, in milliseconds */
    private record Held(Lease lease, long goodUntil) {}

    /** @param anotherTerm is run when the lease had run out, so that others may have acted in this server's place */
    NodeLease(Leases leases, String node, Duration length, Time time, Runnable anotherTerm) {
        this.leases = leases;
        this.node = node;
        this.length = length;
        this.time = time;
        this.anotherTerm = anotherTerm;
        renew();
    }

    /** The lease; one that is over where it is not known to be good. */
    Lease now() {
        Held mine = held;
        return time.elapsed() < mine.goodUntil() ? mine.lease() : NONE;
    }

    private void renew() {
        long sent = time.elapsed();
        leases.renew(node, length).whenComplete((lease, failure) -> {
            if (failure == null) {
                renewed(lease, sent);
            }
            if (failure != null || lease.until().isBefore(Instant.MAX)) {
                time.after(EVERY.compareTo(length.dividedBy(5)) < 0 ? EVERY : length.dividedBy(5), this::renew);
            }
        });
    }

    private void renewed(Lease lease, long sent) {
        boolean endless = !lease.until().isBefore(Instant.MAX);
        long good = endless ? Long.MAX_VALUE : sent + length.toMillis() * 2 / 3;
        Lease before = held.lease();
        held = new Held(lease, good);
        if (before.term() > 0 && before.term() != lease.term()) {
            anotherTerm.run();
        }
    }
}
