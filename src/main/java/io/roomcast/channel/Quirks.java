package io.roomcast.channel;

import io.roomcast.channel.websocket.Wire;
import io.roomcast.room.time.Time;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * The ways in which containers differ, each by the name of the behaviour. The defaults are what the specifications
 * say. An implementation has no state and is chosen once, when the application starts. Any thread.
 */
public interface Quirks {
    /** A container as specified. */
    Quirks NONE = new Quirks() {};

    /** Whether the first flush of a response sends nothing, so that it takes two. */
    default boolean ignoresFirstFlush() {
        return false;
    }

    /**
     * Whether a client's next request is lost if it arrives before the answered one is completed. Then the last bytes of
     * the answer must be sent by the completion, which must not block on such a container.
     */
    default boolean losesRequestsBeforeCompletion() {
        return false;
    }

    /**
     * Prepares a request that asks for a WebSocket; what it returns stands in the request's place. Empty if the
     * connection has been ended and there is nobody to answer.
     */
    default Optional<HttpServletRequest> beforeUpgrade(HttpServletRequest request, Time time) {
        return Optional.of(request);
    }

    /** Prepares the connection of a request for large texts; called while nothing else uses its response. */
    default void expectLargeTexts(ServletRequest request) {}

    /**
     * Returns the socket below a session; empty where there is no way to it. Its writes may take this long, where the
     * container can limit them.
     */
    default Optional<Wire> wire(Session session, Duration write) {
        return Optional.empty();
    }

    /** Returns how many sends may be under way on one session. One, if the container refuses a second. */
    default int sendsAtOnce() {
        return 1;
    }

    /** Limits the messages of a session, which arrive in parts, to so many bytes. */
    default void limitMessages(Session session, int bytes) {
        session.setMaxTextMessageBufferSize(bytes);
        session.setMaxBinaryMessageBufferSize(bytes);
    }

    /** Limits how long a blocking send takes on this session, and how long a close waits for the client's answer. */
    default void limitBlocking(Session session, Duration send, Duration closeAnswer) {}

    /**
     * Makes the jars in a folder of the application part of its class path. Called by a container that has no CDI,
     * before any class in them is loaded.
     *
     * @return whether they are; no specification has a way
     * @throws ServletException with the sentence that says what the container lacks
     */
    default boolean addJars(ServletContext context, String folder) throws ServletException {
        return false;
    }
}
