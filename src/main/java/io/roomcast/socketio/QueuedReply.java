package io.roomcast.socketio;

import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.SocketPacket;
import java.util.List;

/** The form of a reply while it waits for its turn: its messages in one line of text, with binary as base64. Pure. */
final class QueuedReply {
    private static final EngineCodec4 CODEC = new EngineCodec4();

    private QueuedReply() {}

    static String of(SocketPacket packet) {
        return ((Frame.Text) CODEC.payload(PacketOutput.messages(packet))).text();
    }

    /** Joins two replies, of which either may be empty. */
    static String of(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
    }

    static List<EnginePacket> packets(String lines) {
        return lines.lines()
                .flatMap(line -> CODEC.packets(new Frame.Text(line), Integer.MAX_VALUE).packets().stream())
                .toList();
    }
}
