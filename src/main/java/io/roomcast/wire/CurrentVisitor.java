package io.roomcast.wire;

import io.roomcast.room.who.Visitor;
import java.util.Optional;

/**
 * The visitor of the request that the calling thread serves. The servlet filter sets it around each request, so that a
 * WebSocket handshake, which sees no request, can find it.
 */
public final class CurrentVisitor {
    private static final ThreadLocal<Visitor> VISITOR = new ThreadLocal<>();

    private CurrentVisitor() {}

    /** Sets the visitor of the calling thread. */
    public static void set(Visitor visitor) {
        VISITOR.set(visitor);
    }

    /** Clears the visitor of the calling thread. */
    public static void clear() {
        VISITOR.remove();
    }

    /** Returns the visitor of the calling thread; empty outside of the filter. */
    public static Optional<Visitor> get() {
        return Optional.ofNullable(VISITOR.get());
    }
}
