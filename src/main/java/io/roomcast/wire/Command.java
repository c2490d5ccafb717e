package io.roomcast.wire;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Start;
import java.util.List;
import java.util.Optional;

/** One request of a client. With an empty room it means the connection's own. */
public sealed interface Command {

    /** Returns the id that the reply repeats; empty if the client gave none. */
    String id();

    record Publish(List<Content> contents, String room, String id) implements Command {
        public Publish {
            contents = List.copyOf(contents);
        }
    }

    record Join(String room, Start start, boolean latest, Optional<String> token, String name, String id)
            implements Command {
        /** Leaves out the token, which is a secret and must not reach a log. */
        @Override
        public String toString() {
            return "Join[" + room + ", " + start + "]";
        }
    }

    record Leave(String room, String id) implements Command {}

    record Ping(String value, String id) implements Command {}

    record Bye(String id) implements Command {}

    record Answer(String data, String room, String id) implements Command {}
}
