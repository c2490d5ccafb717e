package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.FrameEncoder;
import io.roomcast.channel.websocket.Wire;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;

/**
 * The wire on Jetty 12: to Jetty all frames of a write are one frame, whose payload goes on behind its end. They keep
 * their order with Jetty's own pongs, which do not block. Any thread.
 */
final class JettyWire implements Wire {
    private final CoreSession session;

    private JettyWire(CoreSession session) {
        this.session = session;
    }

    /** Returns the wire of a session, whose writes may take as long as its sends. */
    static Optional<Wire> of(Session session) {
        if (!(session instanceof JakartaWebSocketSession jetty)) {
            return Optional.empty();
        }
        return Optional.of(new JettyWire(jetty.getCoreSession()));
    }

    @Override
    public Outcome write(ByteBuffer frames, Landing landing) {
        WriteEnd end = new WriteEnd(landing);
        session.sendFrame(new Many(frames), new Sent(end), false);
        return end.outcome();
    }

    /** The first frame, with all others behind its payload. */
    private static final class Many extends Frame {
        private static final int TYPE = 0x0f;

        private final int length;

        Many(ByteBuffer frames) {
            super((byte) (frames.get(frames.position()) & TYPE));
            this.length = FrameEncoder.skipHeader(frames);
            setPayload(frames);
        }

        @Override
        public int getPayloadLength() {
            return length;
        }
    }

    private static final class Sent implements Callback {
        private final WriteEnd end;

        Sent(WriteEnd end) {
            this.end = end;
        }

        @Override
        public void succeeded() {
            end.ended(true);
        }

        @Override
        public void failed(Throwable failure) {
            end.ended(false);
        }

        /** The landing never blocks, so Jetty need not start a thread for it. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
