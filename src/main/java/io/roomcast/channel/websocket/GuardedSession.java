package io.roomcast.channel.websocket;

import io.roomcast.channel.Quirks;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A container's WebSocket session, with pings and closes on our own threads, because they block on some containers. Any
 * thread may call it; no method blocks or throws.
 */
public final class GuardedSession {
    private static final System.Logger LOG = System.getLogger(GuardedSession.class.getName());
    private static final Duration NO_TIME = Duration.ofMillis(50);
    private static final int LONGEST_REASON = 123;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor blocking;
    private final Runnable gone;
    private final Time time;
    private final Duration closing;
    private final Quirks quirks;
    private final Wire wire; // null where the container has none
    private volatile boolean closed;

    /**
     * The limits on one session.
     *
     * @param frame how many bytes a message may have
     * @param write how long a write may be under way
     * @param closing how long a ping or a close may block one of our threads, and a client may take to answer a close
     */
    public record Bounds(int frame, Duration write, Duration closing) {}

    /** Runs {@code gone} as soon as the connection is to be closed, however long the close itself takes. */
    public GuardedSession(Session session, Bounds bounds, Executor blocking, Time time, Quirks quirks, Runnable gone) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.blocking = blocking;
        this.gone = gone;
        this.time = time;
        this.closing = bounds.closing();
        this.quirks = quirks;
        this.wire = quirks.wire(session, bounds.write()).orElse(null);
        // Beside a wire the container itself writes nothing but closes, also on its own threads.
        quirks.limitBlocking(session, wire != null ? NO_TIME : closing, closing);
        // Up to twice our limit we refuse with a reason; beyond that the container may close by itself.
        quirks.limitMessages(session, 2 * bounds.frame());
        session.setMaxIdleTimeout(0);
        remote.setSendTimeout(bounds.write().toMillis());
    }

    /** Returns threads on which pings and closes may block. Idle threads end; tasks after a shutdown are discarded. */
    public static ThreadPoolExecutor blocking(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> thread(name, work),
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the way to write whole frames; empty where the container has none. */
    Optional<Wire> wire() {
        return Optional.ofNullable(wire);
    }

    int sendsAtOnce() {
        return quirks.sendsAtOnce();
    }

    RemoteEndpoint.Async remote() {
        return remote;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Sends a ping, and calls {@code sent} from one of our threads when the container has taken it or failed. */
    public void ping(SendHandler sent) {
        blocking.execute(() -> {
            try {
                remote.sendPing(ByteBuffer.allocate(0));
            } catch (IOException | RuntimeException failure) {
                sent.onResult(new SendResult(failure));
                return;
            }
            sent.onResult(new SendResult());
        });
    }

    /** Closes once. If a write is stuck, the close frame would be stuck behind it, so it gets no time. */
    public void close(Ending end, boolean stuck) {
        if (closesFirst()) {
            gone.run();
            blocking.execute(() -> closeNow(end, stuck));
        }
    }

    /** Handles a failed write. Usually the container is about to close with its own code; if it does not, this does. */
    public void lost() {
        if (closesFirst()) {
            gone.run();
            time.after(closing, () -> blocking.execute(() -> closeNow(Ending.of(Code.SLOW), true)));
        }
    }

    private synchronized boolean closesFirst() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private void closeNow(Ending end, boolean stuck) {
        try {
            if (stuck) {
                quirks.limitBlocking(session, NO_TIME, closing);
            }
            session.close(reason(end));
        } catch (IOException | RuntimeException already) {
            LOG.log(Level.DEBUG, () -> "a connection was gone before it was closed: " + already);
        }
    }

    /** Notes that the container closed the session. */
    public void noteClosed() {
        closed = true;
    }

    private static CloseReason reason(Ending end) {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(end.code().close()), cut(end.reason()));
    }

    /** Returns as many whole characters of a sentence as a close frame can hold. */
    static String cut(String sentence) {
        int bytes = 0;
        int index = 0;
        while (index < sentence.length()) {
            int next = sentence.codePointAt(index);
            bytes += next < 0x80 ? 1 : next < 0x800 ? 2 : next < 0x10000 ? 3 : 4;
            if (bytes > LONGEST_REASON) {
                break;
            }
            index += Character.charCount(next);
        }
        return sentence.substring(0, index);
    }
}
