package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.kit.Accounts;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.PacketBounds;
import io.roomcast.socketio.packet.PacketInput;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of one client of Socket.IO, a body of version 4: packets, some with attachments. */
class SocketPacketFuzz {
    private static final int MOST = 100;
    private static final int LONGEST_ESCAPE = 6;

    private final Json json = new Json();
    private final EngineCodec4 codec = new EngineCodec4();

    @FuzzTest
    void messages_are_packets_or_a_parse_error(byte[] bytes) {
        PacketInput input = new PacketInput(json, PacketBounds.DEFAULT, Accounts.holding());
        List<SocketPacket> packets = new ArrayList<>();
        try {
            for (EnginePacket message :
                    codec.packets(new Frame.Text(Input.text(bytes)), MOST).packets()) {
                if (message.type() == EnginePacket.Type.MESSAGE) {
                    input.next(message).ifPresent(packets::add);
                }
            }
        } catch (ParseError expected) {
            assertEquals(1, expected.getMessage().lines().count());
        }
        long size = 0;
        for (SocketPacket packet : packets) {
            assertStays(packet);
            size += size(packet);
        }
        assertTrue(size <= (long) LONGEST_ESCAPE * bytes.length);
    }

    private void assertStays(SocketPacket packet) {
        PacketInput input = new PacketInput(json, PacketBounds.DEFAULT, Accounts.holding());
        Optional<SocketPacket> again = Optional.empty();
        for (EnginePacket message : PacketOutput.messages(packet)) {
            assertEquals(Optional.empty(), again, "nothing is there before the last attachment");
            again = input.next(message);
        }
        assertEquals(Optional.of(packet), again, "encoded and parsed again");
        assertFalse(input.isWaiting());
    }

    private static int size(SocketPacket packet) {
        List<String> texts = packet instanceof SocketPacket.Event event
                ? event.arguments()
                : packet instanceof SocketPacket.Ack ack
                        ? ack.arguments()
                        : List.of(packet instanceof SocketPacket.Connect connect ? connect.payload() : "");
        return texts.stream().mapToInt(String::length).sum();
    }
}
