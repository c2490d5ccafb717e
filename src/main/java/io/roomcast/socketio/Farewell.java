package io.roomcast.socketio;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Speech;
import java.util.List;
import java.util.Optional;

/** What a whole connection is told at its end: each namespace in its own words. */
record Farewell(List<Namespace> namespaces) implements Speech {

    @Override
    public String bye(Ending ending, Optional<String> room) {
        return namespaces.stream()
                .filter(Namespace::isHere)
                .map(namespace -> namespace.farewell(ending, !ending.reconnect()))
                .reduce("", Reply::of);
    }

    @Override
    public String ack(String id, String room, Position position) {
        return "";
    }

    @Override
    public String error(Refusal refusal, String id, Optional<String> room) {
        return "";
    }

    @Override
    public String pong(String value) {
        return "";
    }
}
