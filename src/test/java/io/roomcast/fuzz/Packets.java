package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import java.util.List;

/** The codecs of Engine.IO, and when two of its packets are the same: bytes are compared by their content. */
final class Packets {
    static final List<EngineCodec> CODECS =
            List.of(new EngineCodec4(), new EngineCodec3(false), new EngineCodec3(true));

    private Packets() {}

    static boolean isBase64(EngineCodec codec) {
        return codec instanceof EngineCodec3 three && three.base64();
    }

    static void assertSame(EnginePacket one, EnginePacket other) {
        if (one instanceof EnginePacket.Binary binary) {
            assertArrayEquals(
                    binary.bytes(),
                    assertInstanceOf(EnginePacket.Binary.class, other).bytes());
        } else {
            assertEquals(one, other);
        }
    }

    static void assertSame(List<EnginePacket> some, List<EnginePacket> others) {
        assertEquals(some.size(), others.size());
        for (int index = 0; index < some.size(); index++) {
            assertSame(some.get(index), others.get(index));
        }
    }
}
