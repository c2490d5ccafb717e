package io.roomcast.room.budget;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.EnumMap;
import java.util.Map;

/**
 * The bytes that one connection or request holds, on the share of its address. All are given back when the account is
 * closed, whatever was forgotten. Any thread.
 */
public final class Account implements AutoCloseable {
    /** How many bytes a connection takes while nothing happens. */
    public static final int CONNECTION = 16 << 10;

    /** How many bytes a request takes while it waits: a container keeps several buffers for it. */
    public static final int REQUEST = 56 << 10;

    private final Budget budget;
    private final Budget.Share share;
    private final Map<Use, Long> held = new EnumMap<>(Use.class);
    private boolean connected;
    private boolean closed;

    Account(Budget budget, Budget.Share share) {
        this.budget = budget;
        this.share = share;
    }

    /** Counts a connection or a request, with so many bytes for what it always needs; false if that is too much. */
    public synchronized boolean connect(int flat) {
        connected = add(Use.CONNECTIONS, flat);
        if (connected) {
            budget.count(share, 1);
        }
        return connected;
    }

    /** Takes so many bytes, or gives them back if the number is negative. False, and nothing taken, if it is too much. */
    public synchronized boolean add(Use use, long bytes) {
        if (closed || (bytes > 0 && !budget.take(share, use, bytes))) {
            return bytes <= 0;
        }
        if (bytes < 0) {
            budget.give(share, use, -bytes);
        }
        held.merge(use, bytes, Long::sum);
        return true;
    }

    /** Returns the address that pays. */
    public String address() {
        return Budget.address(share);
    }

    /** Returns a part of what is held here, for one purpose of one owner. */
    public Holding holding(Use use) {
        return new Holding(this, use);
    }

    /** Takes so many bytes, or says that it is too much. */
    public void require(Use use, long bytes) {
        if (!add(use, bytes)) {
            throw refusal();
        }
    }

    /** Returns why no more is taken. */
    public static Refusal refusal() {
        return new Refusal(Code.TOO_MANY, "the server has no memory left for more from your address");
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        held.forEach((use, bytes) -> budget.give(share, use, bytes));
        if (connected) {
            budget.count(share, -1);
        }
        budget.forget(share);
    }
}
