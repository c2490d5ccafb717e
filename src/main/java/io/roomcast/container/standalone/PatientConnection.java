package io.roomcast.container.standalone;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One connection of HTTP/1.1 at a time. Its patience with the head of a request is bounded as a whole, where Tomcat bounds
 * only the time between two bytes and a handshake could last for hours. And whoever is answered before they have sent
 * everything can read the answer: closing at once would take it from them. The container's threads call it, one at a time.
 */
final class PatientConnection extends Http11Processor {
    private static final int PIECE = 8 << 10;
    private static final int PIECES_AT_ONCE = 16;

    private static final int LARGE_BUFFER = 8 << 10;

    private final Duration patience;

    /** A connection that was answered and is only waited out, and since when. */
    private record Ending(SocketWrapperBase<?> connection, long since) {}

    private Ending ending; // null until an answered connection is waited out
    private boolean endsAfterAnswer;

    PatientConnection(PatientHttp http, Duration patience) {
        super(http, http.getAdapter());
        this.patience = patience;
        request.setNote(AnsweredRequest.CONNECTION, this);
    }

    /** Enlarges the buffers of this connection until it ends; called while a response is written and nothing is read. */
    void enlargeBuffers() {
        if (getSocketWrapper().getSocket() instanceof NioChannel channel) {
            channel.getBufHandler().expand(LARGE_BUFFER);
        }
    }

    @Override
    public SocketState process(SocketWrapperBase<?> connection, SocketEvent event) throws IOException {
        // The container uses this object for another connection when one ends, in whatever way.
        if (ending != null && ending.connection() == connection) {
            return event == SocketEvent.OPEN_READ ? passOver(connection) : SocketState.CLOSED;
        }
        ending = null;
        SocketState state = super.process(connection, event);
        if (state == SocketState.CLOSED && endsAfterAnswer) {
            endsAfterAnswer = false;
            return linger(connection);
        }
        return state == SocketState.LONG && isHeadLate() ? SocketState.CLOSED : state;
    }

    @Override
    protected void setErrorState(ErrorState error, Throwable cause) {
        endsAfterAnswer |= error == ErrorState.CLOSE_CLEAN;
        super.setErrorState(error, cause);
    }

    /** Asked where there is more to come: of an exchange, or of the head that is meant here. */
    private boolean isHeadLate() {
        return !isAsync() && isLate(request.getStartTimeNanos());
    }

    private boolean isLate(long since) {
        return System.nanoTime() - since > patience.toNanos();
    }

    /** Says that this was all, and passes over what the peer still sends until it ends too. No thread waits for that. */
    private SocketState linger(SocketWrapperBase<?> connection) throws IOException {
        if (connection.getSocket() instanceof NioChannel channel) {
            channel.getIOChannel().shutdownOutput();
        }
        ending = new Ending(connection, System.nanoTime());
        connection.setReadTimeout(patience.toMillis());
        return passOver(connection);
    }

    private SocketState passOver(SocketWrapperBase<?> connection) throws IOException {
        byte[] piece = new byte[PIECE];
        int length = PIECE;
        for (int pieces = 0; pieces < PIECES_AT_ONCE && length > 0; pieces++) {
            length = connection.read(false, piece, 0, PIECE);
        }
        if (length < 0 || isLate(ending.since())) {
            return SocketState.CLOSED;
        }
        connection.registerReadInterest();
        // Of all states the one after which the container waits for what we registered, and for nothing else.
        return SocketState.SUSPENDED;
    }
}
