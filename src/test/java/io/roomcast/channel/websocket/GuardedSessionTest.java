package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GuardedSessionTest {

    @Test
    void aReasonIsCutTo123BytesInWholeCharacters() {
        assertEquals("short", GuardedSession.cut("short"));
        assertEquals("x".repeat(123), GuardedSession.cut("x".repeat(200)));
        assertEquals("é".repeat(61), GuardedSession.cut("é".repeat(62)));
        String smiles = GuardedSession.cut("\ud83d\ude00".repeat(40));
        assertEquals(120, smiles.getBytes(StandardCharsets.UTF_8).length);
    }
}
