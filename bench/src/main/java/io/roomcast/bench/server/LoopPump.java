package io.roomcast.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to each client all that waits for it, in one write. Most clients are at the same frame, so the bytes are joined
 * once for all of them. A client so far behind that its frames are gone is closed, which the generator counts as lost.
 * A thread of its own writes; the thread that reads adds.
 */
final class LoopPump extends Thread {
    private static final int KEPT = 1 << 16;
    private static final int LARGEST_WRITE = 1 << 16;
    private static final long RETRY_NANOS = 200_000;

    private final byte[][] frames = new byte[KEPT][];
    private final List<LoopClient> clients = new CopyOnWriteArrayList<>();

    /** How many frames there are; written by the thread that reads. */
    private volatile long head;

    private final ByteBuffer joined = ByteBuffer.allocateDirect(2 * LARGEST_WRITE);
    private long joinedFrom = -1;
    private long joinedTo = -1;

    LoopPump() {
        super("pump");
        setDaemon(true);
    }

    void add(LoopClient client) {
        client.next = head;
        clients.add(client);
    }

    void add(byte[] frame) {
        frames[(int) (head % KEPT)] = frame;
        head++;
        LockSupport.unpark(this);
    }

    void forget(LoopClient client) {
        clients.remove(client);
        try {
            client.channel().close();
        } catch (IOException gone) {
            System.err.println("not closed: " + gone);
        }
    }

    @Override
    public void run() {
        while (true) {
            long now = head;
            boolean behind = false;
            for (LoopClient client : clients) {
                behind |= !write(client, now);
            }
            if (behind) {
                LockSupport.parkNanos(RETRY_NANOS);
            } else if (now == head) {
                LockSupport.park(this);
            }
        }
    }

    /** Writes what waits for this client, and returns whether it has all of it now. */
    private boolean write(LoopClient client, long to) {
        try {
            if (client.unsent != null) {
                client.channel().write(client.unsent);
                client.unsent = client.unsent.hasRemaining() ? client.unsent : null;
            } else if (client.next < to) {
                join(client.next, to);
                if (head - client.next > KEPT) {
                    throw new IOException("a client is more than " + KEPT + " frames behind");
                }
                ByteBuffer bytes = joined.duplicate();
                client.channel().write(bytes);
                client.unsent = bytes.hasRemaining() ? copy(bytes) : null;
                client.next = joinedTo;
            }
            return client.unsent == null && client.next >= to;
        } catch (IOException failed) {
            System.err.println("closed: " + failed.getMessage());
            forget(client);
            return true;
        }
    }

    /** Joins the frames from one place on, as many as a write may have. */
    private void join(long from, long to) {
        if (from == joinedFrom && (joinedTo == to || joined.limit() >= LARGEST_WRITE)) {
            return;
        }
        joined.clear();
        joinedFrom = from;
        for (joinedTo = from; joinedTo < to && joined.position() < LARGEST_WRITE; joinedTo++) {
            joined.put(frames[(int) (joinedTo % KEPT)]);
        }
        joined.flip();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
