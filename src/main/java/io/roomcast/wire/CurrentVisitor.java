package io.roomcast.wire;

import io.roomcast.room.who.Visitor;
import java.util.Optional;

/**
 * Who is arriving on this thread right now. The servlet filter says it before it passes a request on and takes it back
 * afterwards, so that a WebSocket handshake, which sees no request, can tell whose it is.
 */
public final class CurrentVisitor {
    private static final ThreadLocal<Visitor> VISITOR = new ThreadLocal<>();

    private CurrentVisitor() {}

    /** From now on this visitor arrives on the calling thread. */
    public static void of(Visitor visitor) {
        VISITOR.set(visitor);
    }

    /** Nobody arrives on the calling thread any more. */
    public static void over() {
        VISITOR.remove();
    }

    /** Who arrives on the calling thread; empty outside of the filter. */
    public static Optional<Visitor> visitor() {
        return Optional.ofNullable(VISITOR.get());
    }
}
