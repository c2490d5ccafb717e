package io.roomcast.room.budget;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the server may hold on behalf of others: one limit for all, and for each address a share that shrinks
 * with what is left. An address alone may have its share of the limit; however many there are, something is left for
 * the next one. Any thread; nothing waits.
 */
public final class Budget {
    /** Less than a tenth of the limit left: the operator should know. */
    private static final int SCARCE = 10;

    private static final double PERCENT = 100;

    private final long limit;
    private final int share;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<Use, AtomicLong> uses = new EnumMap<>(Use.class);
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    /** The part of the budget that one address holds. It is forgotten with its last account. */
    static final class Share {
        private final String address;
        private final AtomicLong held = new AtomicLong();
        private final AtomicInteger connections = new AtomicInteger();
        private int accounts;

        private Share(String address) {
            this.address = address;
        }
    }

    /** Creates a budget of so many bytes, of which an address may have this percentage if nobody else needs any. */
    public Budget(long limit, int share) {
        this.limit = limit;
        this.share = share;
        for (Use use : Use.values()) {
            uses.put(use, new AtomicLong());
        }
    }

    /** Opens an account on the share of this address; without an address it may have all that is left. */
    public Account account(String address) {
        Share theirs = shares.compute(address, (same, known) -> {
            Share one = known == null ? new Share(same) : known;
            one.accounts++;
            return one;
        });
        return new Account(this, theirs);
    }

    /** Closes one of the accounts of a share, for which nothing is held any more. */
    void forget(Share one) {
        shares.computeIfPresent(one.address, (same, known) -> {
            known.accounts--;
            return known.accounts == 0 ? null : known;
        });
    }

    public long limit() {
        return limit;
    }

    /** Returns how many bytes are held in all. */
    public long held() {
        return held.get();
    }

    /** Returns how many bytes are held for a purpose. */
    public long held(Use use) {
        return uses.get(use).get();
    }

    /** Whether so little is left that new clients may be refused. */
    public boolean isScarce() {
        return limit - held.get() < limit / SCARCE;
    }

    /** Whether more than half of so many connections or more are of this address: perhaps it is that of a proxy. */
    public boolean isMostly(String address, int many) {
        Share one = shares.get(address);
        int all = connections.get();
        return one != null && all >= many && one.connections.get() > all / 2;
    }

    /** Returns the address of a share. */
    static String address(Share one) {
        return one.address;
    }

    /** Takes so many bytes for an address, or none: if fewer are left, or if it has had enough. */
    boolean take(Share from, Use use, long bytes) {
        long theirs = from.held.addAndGet(bytes);
        long left = limit - held.addAndGet(bytes);
        if (left >= 0 && isFair(from, theirs, left)) {
            uses.get(use).addAndGet(bytes);
            return true;
        }
        held.addAndGet(-bytes);
        from.held.addAndGet(-bytes);
        return false;
    }

    /** Whether an address that holds so many bytes leaves enough for others: s of the limit where 1 - s is left. */
    private boolean isFair(Share one, long bytes, long left) {
        return one.address.isEmpty() || bytes * (PERCENT - share) <= (double) left * share;
    }

    void give(Share to, Use use, long bytes) {
        to.held.addAndGet(-bytes);
        charge(use, -bytes);
    }

    /** Counts a connection of an address, or one less. */
    void count(Share one, int connection) {
        one.connections.addAndGet(connection);
        connections.addAndGet(connection);
    }

    /** Counts bytes that are held for all, whether they are left or not; fewer are negative. */
    public void charge(Use use, long bytes) {
        held.addAndGet(bytes);
        uses.get(use).addAndGet(bytes);
    }
}
