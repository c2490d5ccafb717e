package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.Wire;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * The wire on Tyrus, the engine of Payara and GlassFish: its writer takes bytes as they are, and queues them with its own
 * pongs. Private fields lead there; a Tyrus that has others has no wire. Any thread.
 */
final class TyrusWire implements Wire {
    private static final System.Logger LOG = System.getLogger(TyrusWire.class.getName());
    private static final Way WAY = way().orElse(null); // null if this Tyrus has none

    private final Writer writer;

    /** The fields that lead from the remote endpoint of a session to what writes its bytes. */
    private record Way(Field socket, Field handler, Field writer) {}

    private TyrusWire(Writer writer) {
        this.writer = writer;
    }

    private static Optional<Way> way() {
        try {
            Class<?> remote = Class.forName("org.glassfish.tyrus.core.TyrusRemoteEndpoint");
            return Optional.of(new Way(
                    opened(remote, "webSocket"),
                    opened(TyrusWebSocket.class, "protocolHandler"),
                    opened(ProtocolHandler.class, "writer")));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError other) {
            LOG.log(Level.WARNING, "WebSockets are slower: this Tyrus hides their sockets: " + other);
            return Optional.empty();
        }
    }

    private static Field opened(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Returns the wire of a session; empty if Tyrus hides its writer. */
    static Optional<Wire> of(Session session) {
        if (WAY == null) {
            return Optional.empty();
        }
        try {
            Object handler = WAY.handler().get(WAY.socket().get(session.getAsyncRemote()));
            return Optional.of(new TyrusWire((Writer) WAY.writer().get(handler)));
        } catch (IllegalAccessException opened) {
            throw new IllegalStateException(opened);
        }
    }

    @Override
    public Outcome write(ByteBuffer frames, Landing landing) {
        WriteEnd end = new WriteEnd(landing);
        writer.write(frames, new Written(end));
        return end.outcome();
    }

    private static final class Written extends CompletionHandler<ByteBuffer> {
        private final WriteEnd end;

        Written(WriteEnd end) {
            this.end = end;
        }

        @Override
        public void completed(ByteBuffer frames) {
            end.ended(true);
        }

        @Override
        public void failed(Throwable failure) {
            end.ended(false);
        }

        @Override
        public void cancelled() {
            end.ended(false);
        }
    }
}
