package io.roomcast.ws;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What both endpoints do with a connection: hand on what the container says. The container calls it with one thread at a
 * time. Messages are taken in parts, so that the container's buffers can be small and a message larger than one of them
 * is still read.
 */
public abstract class LineEndpoint {
    /** The subprotocol in which a batch of lines is one binary frame. */
    static final String LINES = "roomcast.lines";

    private static final System.Logger LOG = System.getLogger(LineEndpoint.class.getName());

    private Connections connections;
    private Runnable release = () -> {};
    private Optional<Peer> peer = Optional.empty();

    void atTheEnd(Runnable task) {
        release = task;
    }

    @Inject
    void use(Connections all) {
        connections = all;
    }

    /** A peer has come; begins what its address says. */
    abstract void begin(Peer come, Session session);

    @OnOpen
    public void opened(Session session) {
        Peer come = connections.open(session);
        peer = Optional.of(come);
        if (connections.admits(come)) {
            begin(come, session);
        }
    }

    @OnMessage
    public void text(String part, boolean last) {
        peer.ifPresent(known -> known.text(part, last));
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        peer.ifPresent(known -> known.binary(part.remaining(), last));
    }

    @OnMessage
    public void pong(PongMessage pong) {
        peer.ifPresent(Peer::isAlive);
    }

    @OnClose
    public void closed() {
        peer.ifPresent(Peer::gone);
        release.run();
    }

    /** Lost connections and broken frames are no news; the container closes what has to be closed. */
    @OnError
    public void failed(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "a connection failed: " + failure);
    }
}
