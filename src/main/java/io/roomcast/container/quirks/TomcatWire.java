package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.Wire;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.SocketWrapperBase.BlockingMode;
import org.apache.tomcat.util.net.SocketWrapperBase.CompletionState;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;

/**
 * The wire on Tomcat. It tries the socket on the calling thread and leaves the rest to Tomcat's poller. Private fields
 * lead there; a Tomcat that has others has no wire. Any thread.
 */
final class TomcatWire implements Wire, CompletionHandler<Long, Wire.Landing> {
    private static final Way WAY =
            PrivateFields.wayToSockets("Tomcat", TomcatWire::way).orElse(null); // null if there is none

    private final WsRemoteEndpointImplServer remote;
    private final SocketWrapperBase<?> socket;
    private final SocketChannel plain; // null if what is written must be encrypted first
    private final long timeout;

    /** The fields that lead from a session to its socket, and to what changes the frames that Tomcat writes. */
    private record Way(Field remote, Field socket, Field transformation) {}

    private TomcatWire(WsRemoteEndpointImplServer remote, SocketWrapperBase<?> socket, Duration write) {
        this.remote = remote;
        this.socket = socket;
        this.plain = socket.getSocket().getClass() == NioChannel.class
                ? ((NioChannel) socket.getSocket()).getIOChannel()
                : null;
        this.timeout = write.toMillis();
    }

    private static Way way() throws ReflectiveOperationException {
        checkWrite();
        return new Way(
                PrivateFields.opened(WsSession.class, "wsRemoteEndpoint"),
                PrivateFields.opened(WsRemoteEndpointImplServer.class, "socketWrapper"),
                PrivateFields.opened(WsRemoteEndpointImplBase.class, "transformation"));
    }

    /** Finds the method that {@link #write} calls, so that its lack is noticed before a connection depends on it. */
    private static void checkWrite() throws NoSuchMethodException {
        SocketWrapperBase.class.getMethod(
                "write",
                BlockingMode.class,
                long.class,
                TimeUnit.class,
                Object.class,
                SocketWrapperBase.CompletionCheck.class,
                CompletionHandler.class,
                ByteBuffer[].class);
    }

    /** Returns the wire of a session; empty if Tomcat hides its socket or cannot write to it without blocking. */
    static Optional<Wire> of(Session session, Duration write) {
        if (WAY == null || !(session instanceof WsSession)) {
            return Optional.empty();
        }
        if (PrivateFields.read(WAY.remote(), session) instanceof WsRemoteEndpointImplServer server
                && PrivateFields.read(WAY.socket(), server) instanceof SocketWrapperBase<?> socket
                && socket.hasAsyncIO()) {
            return Optional.of(new TomcatWire(server, socket, write));
        }
        return Optional.empty();
    }

    @Override
    public Outcome write(ByteBuffer frames, Landing landing) {
        try {
            if (plain != null) {
                // Mostly the socket takes all of it, and Tomcat need not prepare for anything else.
                plain.write(frames);
            }
        } catch (IOException lost) {
            return Outcome.LOST;
        }
        return frames.hasRemaining() ? writeLater(frames, landing) : Outcome.WRITTEN;
    }

    private Outcome writeLater(ByteBuffer frames, Landing landing) {
        CompletionState state = socket.write(
                BlockingMode.NON_BLOCK,
                timeout,
                TimeUnit.MILLISECONDS,
                landing,
                SocketWrapperBase.COMPLETE_WRITE,
                this,
                frames);
        return switch (state) {
            case INLINE -> Outcome.WRITTEN;
            case PENDING, DONE -> Outcome.UNDER_WAY;
            // Not done: beside us Tomcat only writes the close frame, after which nothing may follow.
            case NOT_DONE, ERROR -> Outcome.LOST;
        };
    }

    @Override
    public void completed(Long bytes, Landing landing) {
        landing.landed(true);
    }

    @Override
    public void failed(Throwable failure, Landing landing) {
        landing.landed(false);
    }

    /** Tomcat would answer by a blocking write, and wait with one of its threads for a client that does not read. */
    @Override
    public void answerPings(Consumer<byte[]> answer) {
        Transformation before = (Transformation) PrivateFields.read(WAY.transformation(), remote);
        PrivateFields.write(WAY.transformation(), remote, new WithoutPongs(before, answer));
    }
}
