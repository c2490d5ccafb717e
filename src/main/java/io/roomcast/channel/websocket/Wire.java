package io.roomcast.channel.websocket;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The socket of one WebSocket, below the container's remote endpoint: it takes many whole frames in one write, in order
 * with whatever the container itself sends. Its user begins a write only after the one before has ended. Any thread; no
 * method blocks or throws.
 */
public interface Wire {
    /** How a write went. */
    enum Outcome {
        /** The container has taken all of it, mostly to the kernel. The landing is not called. */
        WRITTEN,
        /** The rest follows when the client reads. The landing is called, perhaps already. */
        UNDER_WAY,
        /** The connection is lost. The landing may be called as well. */
        LOST
    }

    /** The end of a write that was under way. Called from any thread. */
    @FunctionalInterface
    interface Landing {
        void landed(boolean written);
    }

    /** Writes whole frames. The buffer is the callee's until the write has ended, its array is shared by others. */
    Outcome write(ByteBuffer frames, Landing landing);

    /**
     * Hands the payloads of the client's pings to this task, which is to answer them by a write. A container that
     * answers pings without blocking keeps doing so, and never calls it.
     */
    default void answerPings(Consumer<byte[]> answer) {}
}
