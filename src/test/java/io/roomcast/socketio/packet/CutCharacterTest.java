package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a length in a body of version 3")
class CutCharacterTest {
    private static Payload read(String body) {
        return new EngineCodec3(false).packets(new Frame.Text(body), 10);
    }

    @Test
    @DisplayName("is invalid if it ends within a character")
    void cut() {
        Payload payload = read("2:4a2:4😀");
        assertEquals(List.of(new EnginePacket.Text("4a")), payload.packets());
        assertTrue(payload.failure().isPresent());
    }

    @Test
    @DisplayName("counts such a character twice")
    void whole() {
        Payload payload = read("3:4😀2:4a");
        assertEquals(List.of(new EnginePacket.Text("4😀"), new EnginePacket.Text("4a")), payload.packets());
        assertTrue(payload.failure().isEmpty());
    }
}
