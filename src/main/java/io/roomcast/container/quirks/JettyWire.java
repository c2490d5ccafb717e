package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.FrameEncoder;
import io.roomcast.channel.websocket.Wire;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
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
        send(frames, end);
        return end.outcome();
    }

    private void send(ByteBuffer frames, WriteEnd end) {
        byte type = FrameEncoder.type(frames);
        int length = FrameEncoder.skipHeader(frames);
        boolean isCut = session.getMaxFrameSize() > 0 && length > session.getMaxFrameSize();
        if (isCut && length < frames.remaining()) {
            // Jetty would cut a large frame into pieces, and all that is behind it as well.
            ByteBuffer rest = frames.duplicate().position(frames.position() + length);
            frames.limit(frames.position() + length);
            session.sendFrame(new Frame(type, frames), sent(() -> send(rest, end), end), false);
        } else {
            session.sendFrame(new Many(type, length, frames), sent(() -> end.ended(true), end), false);
        }
    }

    /** Nothing that follows blocks, so Jetty need not start a thread for it. */
    private static Callback sent(Runnable next, WriteEnd end) {
        return Callback.from(InvocationType.NON_BLOCKING, next, failure -> end.ended(false));
    }

    /** The first frame, with all others behind its payload. */
    private static final class Many extends Frame {
        private final int length;

        Many(byte type, int length, ByteBuffer payload) {
            super(type, payload);
            this.length = length;
        }

        @Override
        public int getPayloadLength() {
            return length;
        }
    }
}
