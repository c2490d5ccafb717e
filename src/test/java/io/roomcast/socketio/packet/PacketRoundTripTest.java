package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Accounts;
import io.roomcast.wire.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("whatever is written")
class PacketRoundTripTest {
    private static final long SEED = 20_261_120;
    private static final int TIMES = 3_000;
    private static final List<EngineCodec> CODECS =
            List.of(new EngineCodec4(), new EngineCodec3(false), new EngineCodec3(true));

    private final RandomPackets random = new RandomPackets(SEED);

    @Test
    @DisplayName("as a frame of each version is read as the same packet")
    void frames() {
        for (int times = 0; times < TIMES; times++) {
            EnginePacket packet = random.engine();
            for (EngineCodec codec : CODECS) {
                assertEquals(Shown.of(packet), Shown.of(codec.packet(codec.frame(packet))));
            }
        }
    }

    @Test
    @DisplayName("as a body of each version is read as the same packets")
    void bodies() {
        for (int times = 0; times < TIMES; times++) {
            List<EnginePacket> packets = random.engines();
            for (EngineCodec codec : CODECS) {
                Payload read = codec.packets(codec.payload(packets), packets.size());
                assertEquals(Shown.of(packets), Shown.of(read.packets()));
                assertTrue(read.failure().isEmpty());
            }
        }
    }

    @Test
    @DisplayName("as a packet of Socket.IO is read as the same packet by one reader after the other")
    void packets() {
        PacketInput input = new PacketInput(new Json(), PacketBounds.DEFAULT, Accounts.holding());
        int binary = 0;
        for (int times = 0; times < TIMES; times++) {
            SocketPacket packet = random.socket();
            List<EnginePacket> messages = PacketOutput.messages(packet);
            for (EnginePacket message : messages.subList(0, messages.size() - 1)) {
                assertEquals(Optional.empty(), input.next(message));
            }
            assertEquals(Optional.of(packet), input.next(messages.get(messages.size() - 1)));
            binary += messages.size() > 1 ? 1 : 0;
        }
        assertTrue(binary > TIMES / 10, "with attachments: " + binary);
    }
}
