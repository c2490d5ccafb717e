package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.Wire;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * The wire on Tyrus, the engine of Payara and GlassFish: its writer takes bytes as they are, and queues them with its own
 * pongs. A write has ended when Grizzly has taken it, which keeps some of it for a client that does not read; it has no
 * limit of time, so the stall and the heartbeat end such a client. Private fields lead there. Any thread.
 */
final class TyrusWire implements Wire {
    private static final Way WAY =
            PrivateFields.wayToSockets("Tyrus", TyrusWire::way).orElse(null); // null if there is none

    private final Writer writer;

    /** The fields that lead from the remote endpoint of a session to what writes its bytes. */
    private record Way(Field socket, Field handler, Field writer) {}

    private TyrusWire(Writer writer) {
        this.writer = writer;
    }

    private static Way way() throws ReflectiveOperationException {
        return new Way(
                PrivateFields.opened(Class.forName("org.glassfish.tyrus.core.TyrusRemoteEndpoint"), "webSocket"),
                PrivateFields.opened(TyrusWebSocket.class, "protocolHandler"),
                PrivateFields.opened(ProtocolHandler.class, "writer"));
    }

    /** Returns the wire of a session; empty if Tyrus hides its writer. */
    static Optional<Wire> of(Session session) {
        if (WAY == null || !(session instanceof TyrusSession)) {
            return Optional.empty();
        }
        Object socket = PrivateFields.read(WAY.socket(), session.getAsyncRemote());
        Object writer = PrivateFields.read(WAY.writer(), PrivateFields.read(WAY.handler(), socket));
        return writer instanceof Writer ours ? Optional.of(new TyrusWire(ours)) : Optional.empty();
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
