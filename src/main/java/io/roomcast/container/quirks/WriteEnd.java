package io.roomcast.container.quirks;

import io.roomcast.channel.websocket.Wire.Landing;
import io.roomcast.channel.websocket.Wire.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a write that a container reports by a callback, which may come before its method returns. The second of
 * both, on whichever thread, tells how the write went.
 */
final class WriteEnd {
    private final Landing landing;
    private final AtomicBoolean first = new AtomicBoolean();
    private volatile boolean written;

    WriteEnd(Landing landing) {
        this.landing = landing;
    }

    /** Called by the writer, when the container's method has returned. */
    Outcome outcome() {
        if (first.compareAndSet(false, true)) {
            return Outcome.UNDER_WAY;
        }
        return written ? Outcome.WRITTEN : Outcome.LOST;
    }

    /** Called by the container, once. */
    void ended(boolean written) {
        this.written = written;
        if (!first.compareAndSet(false, true)) {
            landing.landed(written);
        }
    }
}
