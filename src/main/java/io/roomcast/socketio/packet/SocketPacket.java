package io.roomcast.socketio.packet;

import java.util.List;
import java.util.OptionalLong;

/**
 * A whole packet of Socket.IO, with binary in its JSON as {@code {"_binary":"<base64>"}}. The JSON is minified and
 * otherwise exactly as it was sent. Immutable.
 */
public sealed interface SocketPacket {
    /** Returns {@code /} or a path that begins with it. */
    String namespace();

    /** The payload is a JSON object or empty: from a client its credentials, from the server the ids. */
    record Connect(String namespace, String payload) implements SocketPacket {

        /** Returns the namespace without the query that revision 4 appends. */
        public String path() {
            int mark = namespace.indexOf('?');
            return mark < 0 ? namespace : namespace.substring(0, mark);
        }

        /** Returns the raw query after the first question mark; empty if there is none. */
        public String query() {
            return namespace.substring(Math.min(namespace.length(), path().length() + 1));
        }

        /** Leaves out the payload, which is a secret and must not reach a log. */
        @Override
        public String toString() {
            return "Connect[" + path() + "]";
        }
    }

    record Disconnect(String namespace) implements SocketPacket {}

    /** An id asks for an {@link Ack} with the same id. A name that was a number is the text of that number. */
    record Event(String namespace, OptionalLong id, String name, List<String> arguments) implements SocketPacket {
        public Event {
            arguments = List.copyOf(arguments);
        }
    }

    record Ack(String namespace, long id, List<String> arguments) implements SocketPacket {
        public Ack {
            arguments = List.copyOf(arguments);
        }
    }

    /** Sent by the server only: an object with {@code message} in revision 5, any JSON in revision 4. */
    record ConnectError(String namespace, String payload) implements SocketPacket {}
}
