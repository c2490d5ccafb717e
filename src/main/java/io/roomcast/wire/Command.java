package io.roomcast.wire;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Start;
import java.util.List;
import java.util.Optional;

/** What a client asks for in one line. The room is absent where the connection's own is meant, the id where none was given. */
public sealed interface Command {

    /** The id by which the client knows the answer; empty where it gave none. */
    String id();

    record Publish(List<Content> contents, Optional<String> room, String id) implements Command {
        public Publish {
            contents = List.copyOf(contents);
        }
    }

    record Join(String room, Start start, boolean latest, Optional<String> token, String name, String id)
            implements Command {
        /** A token is a secret: it never reaches a log by accident. */
        @Override
        public String toString() {
            return "Join[" + room + ", " + start + "]";
        }
    }

    record Leave(String room, String id) implements Command {}

    record Ping(String value, String id) implements Command {}

    record Bye(String id) implements Command {}

    record Answer(String data, Optional<String> room, String id) implements Command {}
}
