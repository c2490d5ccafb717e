package io.roomcast.room.lane;

import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * This server's lease of one lane. It is renewed all the time, and acted on for two thirds of its length by this
 * server's own clock, counted from when the renewal was sent. A server that was paused, as its own clock or the store's
 * tells, holds no lease for the length of one, so that what waited in its sockets is refused and not written late. Any
 * thread; the lock is held briefly.
 */
final class NodeLease {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Leases leases;
    private final String node;
    private final Duration length;
    private final Duration every;
    private final Time time;
    private final Events events;
    private volatile HeldLease term = HeldLease.NONE;
    private Lease last = HeldLease.NONE.lease();
    private long sentLast = Long.MIN_VALUE;
    private long renewedAt;
    private long answered;
    private long renewals;
    private long closedUntil = Long.MIN_VALUE;
    private long due;
    private long unbrokenSince;

    /** Hears what happens to a lease. Must hand on what takes longer. */
    interface Events {
        /** The lease had run out, so that other servers may have acted in this server's place. */
        void anotherTerm();

        /** This server was paused for long. */
        void stoodStill();
    }

    NodeLease(Leases leases, String node, Duration length, Time time, Events events) {
        this.leases = leases;
        this.node = node;
        this.length = length;
        this.every = EVERY.compareTo(length.dividedBy(5)) < 0 ? EVERY : length.dividedBy(5);
        this.time = time;
        this.events = events;
        this.due = time.elapsed();
        tick();
    }

    HeldLease term() {
        return term;
    }

    /** Whether it never ends, because no other server can use the store. */
    boolean isEndless() {
        return isEndless(last());
    }

    /**
     * Returns how long this server has held its lease, and reached the store, without a break. A member that came back
     * in that time would be known.
     */
    synchronized Duration unbroken() {
        if (isEndless(last)) {
            return FOR_EVER;
        }
        long now = time.elapsed();
        boolean unbroken = term.isGood(now) && isHeardOf(now);
        return unbroken ? Duration.ofMillis(now - unbrokenSince) : Duration.ZERO;
    }

    /** Whether the store answered recently: while it did not, a returning member could not be seated, either. */
    private boolean isHeardOf(long now) {
        return now - renewedAt <= 2 * every.toMillis();
    }

    /** Rings whether or not the store answers, so that it notices when this server was paused. */
    private void tick() {
        long now = time.elapsed();
        boolean stood;
        boolean asks;
        synchronized (this) {
            if (isEndless(last)) {
                return;
            }
            stood = now - due > length.toMillis() / 2;
            if (stood) {
                close(now);
            }
            due = now + every.toMillis();
            // Do not wait for a renewal that has taken too long.
            asks = answered == renewals || now - sentLast > length.toMillis() / 3;
        }
        if (stood) {
            events.stoodStill();
        }
        if (asks) {
            renew(now);
        }
        if (!isEndless(last())) {
            time.after(every, this::tick);
        }
    }

    private synchronized Lease last() {
        return last;
    }

    private void close(long now) {
        closedUntil = now + length.toMillis();
        term = HeldLease.NONE;
    }

    private void renew(long now) {
        long number;
        synchronized (this) {
            number = ++renewals;
            sentLast = now;
        }
        leases.renew(node, length).whenComplete((lease, failure) -> {
            if (failure == null) {
                renewed(lease, now, number);
            } else {
                failed(number);
            }
        });
    }

    private synchronized void failed(long number) {
        answered = Math.max(answered, number);
    }

    private static boolean isEndless(Lease lease) {
        return lease.until().equals(Instant.MAX);
    }

    private void renewed(Lease lease, long sent, long number) {
        boolean another;
        boolean leapt;
        synchronized (this) {
            answered = Math.max(answered, number);
            another = last.term() > 0 && last.term() != lease.term();
            leapt = last.term() > 0 && !isEndless(lease) && isAhead(lease);
            if (leapt) {
                close(time.elapsed());
            }
            boolean unbroken = last.term() > 0 && !another && !leapt && term.isGood(sent) && isHeardOf(sent);
            unbrokenSince = unbroken ? unbrokenSince : sent;
            last = lease;
            renewedAt = sent;
            if (sent >= closedUntil) {
                term = new HeldLease(lease, isEndless(lease) ? Long.MAX_VALUE : sent + length.toMillis() * 2 / 3);
            }
        }
        if (leapt) {
            events.stoodStill();
        }
        if (another) {
            events.anotherTerm();
        }
    }

    /** Whether the store's clock ran ahead of this server's, as it does for a machine that was suspended. */
    private boolean isAhead(Lease lease) {
        long theirs = Duration.between(last.until(), lease.until()).toMillis();
        // A slow store renews late, but not later than now.
        return theirs - (time.elapsed() - renewedAt) > length.toMillis() / 2;
    }
}
