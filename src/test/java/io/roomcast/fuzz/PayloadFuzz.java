package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The body of a POST from a client of Engine.IO: lengths in version 3, record separators in version 4. */
class PayloadFuzz {
    private static final int MOST = 10;

    @FuzzTest
    void a_body_is_packets_and_perhaps_a_parse_error(byte[] bytes) {
        for (EngineCodec codec : Packets.CODECS) {
            read(codec, new Frame.Text(Input.text(bytes)), bytes.length);
            read(codec, new Frame.Binary(bytes), bytes.length);
        }
    }

    private static void read(EngineCodec codec, Frame body, int size) {
        Payload payload = codec.packets(body, MOST);
        List<EnginePacket> packets = payload.packets();
        assertTrue(packets.size() <= Math.min(MOST, size));
        if (packets.isEmpty()) {
            return;
        }
        Frame encoded = codec.payload(packets);
        Packets.assertSame(packets, codec.packets(encoded, MOST).packets());
        List<EnginePacket> twice = new ArrayList<>(packets);
        twice.addAll(packets);
        Packets.assertSame(
                twice, codec.packets(joined(codec, encoded, encoded), 2 * MOST).packets());
        if (payload.failure().isEmpty()) {
            Payload behind = codec.packets(joined(codec, encoded, body), 2 * MOST);
            Packets.assertSame(twice, behind.packets());
            assertEquals(payload.failure(), behind.failure());
        }
        Packets.assertSame(packets.subList(0, 1), codec.packets(body, 1).packets());
    }

    /** Bodies that follow each other are one body, if both are text or both are bytes. */
    private static Frame joined(EngineCodec codec, Frame first, Frame second) {
        if (first instanceof Frame.Text one && second instanceof Frame.Text other) {
            return new Frame.Text(one.text() + (codec instanceof EngineCodec3 ? "" : "\u001e") + other.text());
        }
        if (first instanceof Frame.Binary one && second instanceof Frame.Binary other) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(one.bytes());
            both.writeBytes(other.bytes());
            return new Frame.Binary(both.toByteArray());
        }
        return joined(codec, first, first);
    }
}
