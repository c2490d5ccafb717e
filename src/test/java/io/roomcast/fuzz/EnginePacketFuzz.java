package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.ParseError;

/** One frame of a WebSocket from a client of Engine.IO, version 3 or 4. */
class EnginePacketFuzz {
    @FuzzTest
    void a_frame_is_a_packet_or_a_parse_error(byte[] bytes) {
        for (EngineCodec codec : Packets.CODECS) {
            parsed(codec, new Frame.Text(Input.text(bytes)));
            parsed(codec, new Frame.Binary(bytes));
        }
    }

    private static void parsed(EngineCodec codec, Frame frame) {
        EnginePacket packet;
        try {
            packet = codec.packet(frame);
        } catch (ParseError expected) {
            return;
        }
        Packets.assertSame(packet, codec.packet(codec.frame(packet)));
        if (packet instanceof EnginePacket.Text text) {
            assertEquals(frame, codec.frame(packet), "a text is its own frame");
            assertEquals(text, EnginePacket.of(text.type(), text.data()));
        } else if (frame instanceof Frame.Binary sent && !Packets.isBase64(codec)) {
            Frame.Binary again = assertInstanceOf(Frame.Binary.class, codec.frame(packet));
            assertArrayEquals(sent.bytes(), again.bytes());
        }
    }
}
