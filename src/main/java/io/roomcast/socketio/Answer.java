package io.roomcast.socketio;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Answers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an emit with an acknowledgement is answered: its position, or why it is refused. Any thread. */
record Answer(Namespace namespace, OptionalLong number) implements Answers {

    @Override
    public String ack(String id, String room, Position position) {
        return number.isPresent() ? answer("\"" + position + "\"") : namespace.ack(id, room, position);
    }

    @Override
    public String error(Refusal refusal, String id, Optional<String> room) {
        return number.isPresent() ? answer(namespace.line(refusal, id, room)) : namespace.error(refusal, id, room);
    }

    private String answer(String argument) {
        return Reply.of(new SocketPacket.Ack(namespace.path(), number.getAsLong(), List.of(argument)));
    }
}
