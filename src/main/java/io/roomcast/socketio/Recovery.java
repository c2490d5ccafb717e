package io.roomcast.socketio;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/**
 * The content of Socket.IO's private id ({@code pid}): a session's token, and the position at which its reading began.
 * With the latter a client can recover that has received no event yet and so has no offset. Immutable.
 */
record Recovery(String pid, String token, Position begun) {
    private static final char BETWEEN = '.';

    static Recovery of(String token, Position begun) {
        return new Recovery(token + BETWEEN + begun, token, begun);
    }

    /** Returns the same pid with a valid token. */
    Recovery with(String valid) {
        return new Recovery(pid, valid, begun);
    }

    /** Parses a pid; empty if it does not look like one of ours. */
    static Optional<Recovery> parse(String pid) {
        int dot = pid.lastIndexOf(BETWEEN);
        return dot < 0
                ? Optional.empty()
                : position(pid.substring(dot + 1)).map(begun -> new Recovery(pid, pid.substring(0, dot), begun));
    }

    /** Parses a position; empty if it is none. */
    static Optional<Position> position(String text) {
        try {
            return Optional.of(Position.parse(text));
        } catch (Refusal foreign) {
            return Optional.empty();
        }
    }

    /** Leaves out the token, which is a secret and must not reach a log. */
    @Override
    public String toString() {
        return "Recovery[" + begun + "]";
    }
}
