package io.roomcast.socketio;

import io.roomcast.room.log.Ack;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.JsonLines;
import io.roomcast.wire.ReplyEncoder;
import java.util.List;
import java.util.OptionalLong;

/** The encoder of an emit's acknowledgement: a position, a program's answer or a refusal. Any thread. */
record EmitReply(Namespace namespace, JsonLines lines, OptionalLong number) implements ReplyEncoder {

    @Override
    public String ack(String id, String room, Ack ack) {
        return number.isPresent() ? answer(arguments(ack)) : namespace.ack(id, room, ack);
    }

    private static List<String> arguments(Ack ack) {
        return ack instanceof Ack.Taken taken
                ? PacketOutput.arguments(taken.answer().data(), taken.answer().args())
                : List.of("\"" + ack.position().orElseThrow() + "\"");
    }

    @Override
    public String error(Refusal refusal, String id, String room) {
        return number.isPresent()
                ? answer(List.of(lines.error(refusal, id, room)))
                : namespace.error(refusal, id, room);
    }

    private String answer(List<String> arguments) {
        return QueuedReply.of(new SocketPacket.Ack(namespace.path(), number.getAsLong(), arguments));
    }
}
