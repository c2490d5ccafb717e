package io.roomcast.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a program sends")
class ProgramJsonTest {
    private static final String HALF = "\ud83d";

    private final ProgramJson json = new ProgramJson(new Json(), 1 << 20, Duration.ofSeconds(5));

    private Code refused(String type, Object data) {
        return assertThrows(Refusal.class, () -> json.content(type, List.of(), true, data))
                .code();
    }

    @Test
    @DisplayName("is refused if half of a character is in it, which no transport could carry to its readers")
    void halves() {
        assertEquals(Code.BAD_JSON, refused("message", HALF));
        assertEquals(Code.BAD_JSON, refused("message", Map.of("text", HALF)));
        assertEquals(Code.BAD_JSON, refused(HALF, "text"));
    }
}
