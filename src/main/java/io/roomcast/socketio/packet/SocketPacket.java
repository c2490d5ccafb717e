package io.roomcast.socketio.packet;

import java.util.List;
import java.util.OptionalLong;

/**
 * One packet of Socket.IO, whole: binary stands in its JSON as {@code {"_binary":"<base64>"}}. JSON is minified text,
 * exact as it was sent. Values; any thread.
 */
public sealed interface SocketPacket {
    /** {@code /} or a path that begins with it. */
    String namespace();

    /** From a client what it authenticates with, from the server the ids; an object as JSON, or empty. */
    record Connect(String namespace, String payload) implements SocketPacket {

        /** Revision 4 puts a query behind the namespace's path; revision 5 does not. */
        public String path() {
            int mark = namespace.indexOf('?');
            return mark < 0 ? namespace : namespace.substring(0, mark);
        }

        /** What stands behind the first question mark, as it was sent; empty where there is none. */
        public String query() {
            return namespace.substring(Math.min(namespace.length(), path().length() + 1));
        }

        /** The payload is a secret: it never reaches a log by accident. */
        @Override
        public String toString() {
            return "Connect[" + path() + "]";
        }
    }

    record Disconnect(String namespace) implements SocketPacket {}

    /** With an id it wants an {@link Ack} that has the same. A name that was a number is that number's text. */
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

    /** Only the server says it: an object with {@code message} in revision 5, a string or any other JSON in revision 4. */
    record ConnectError(String namespace, String payload) implements SocketPacket {}
}
