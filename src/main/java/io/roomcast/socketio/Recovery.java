package io.roomcast.socketio;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/**
 * What is behind the private id ({@code pid}) of Socket.IO: a session's token, and where its reading began. A client that
 * has received nothing yet has no offset to give, and can be brought back all the same. Immutable.
 */
record Recovery(String pid, String token, Position begun) {
    private static final char BETWEEN = '.';

    static Recovery of(String token, Position begun) {
        return new Recovery(token + BETWEEN + begun, token, begun);
    }

    /** The same, under the same pid, with a token that is good. */
    Recovery with(String good) {
        return new Recovery(pid, good, begun);
    }

    /** Reads a pid; one that we did not give out is none. */
    static Optional<Recovery> parse(String pid) {
        int dot = pid.lastIndexOf(BETWEEN);
        return dot < 0
                ? Optional.empty()
                : position(pid.substring(dot + 1)).map(begun -> new Recovery(pid, pid.substring(0, dot), begun));
    }

    /** A position, if the text is one. */
    static Optional<Position> position(String text) {
        try {
            return Optional.of(Position.parse(text));
        } catch (Refusal foreign) {
            return Optional.empty();
        }
    }

    /** The token is a secret: it never reaches a log by accident. */
    @Override
    public String toString() {
        return "Recovery[" + begun + "]";
    }
}
