package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketTest {

    @Test
    void aReasonIsCutTo123BytesInWholeCharacters() {
        assertEquals("short", Socket.cut("short"));
        assertEquals("x".repeat(123), Socket.cut("x".repeat(200)));
        assertEquals("é".repeat(61), Socket.cut("é".repeat(62)));
        String smiles = Socket.cut("\ud83d\ude00".repeat(40));
        assertEquals(120, smiles.getBytes(StandardCharsets.UTF_8).length);
    }
}
