package io.roomcast.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.PacketBounds;
import io.roomcast.socketio.packet.PacketInput;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.socketio.packet.Payload;
import io.roomcast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a poll or a frame of a WebSocket from a client of Socket.IO, down to the packets of its messages. */
class PacketFuzz {
    private static final int MOST = 10;
    private static final List<EngineCodec> CODECS =
            List.of(new EngineCodec4(), new EngineCodec3(false), new EngineCodec3(true));

    private final Json json = new Json();

    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({"40", "42[\"a\",", "451-[", "{\"_placeholder\":true,\"num\":0}", "b4", "/room,"})
    void whateverComesIsPacketsOrAParseError(byte @NotNull [] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (EngineCodec codec : CODECS) {
            taken(codec, new Frame.Text(text));
            taken(codec, new Frame.Binary(bytes));
        }
    }

    private void taken(EngineCodec codec, Frame frame) {
        Payload payload = codec.packets(frame, MOST);
        PacketInput input = new PacketInput(json, PacketBounds.DEFAULT);
        try {
            payload.packets().stream()
                    .filter(packet -> packet.type() == EnginePacket.Type.MESSAGE)
                    .forEach(input::next);
            codec.packet(frame);
        } catch (ParseError expected) {
            return;
        }
    }
}
