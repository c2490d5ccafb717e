package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.wire.StartParser;
import java.util.Set;

/** A position, an instant or a count, as URLs, commands and {@code Last-Event-ID} have them. */
class PositionFuzz {
    @FuzzTest
    void a_text_is_a_value_or_a_refusal(byte[] bytes) {
        String text = Input.text(bytes);
        Input.unlessRefused(Set.of(Code.BAD_POSITION), () -> Position.parse(text))
                .ifPresent(position -> {
                    assertTrue(position.offset() >= 0);
                    assertEquals(position, Position.parse(position.toString()));
                });
        Set<Code> wrong = Set.of(Code.BAD_COMMAND);
        Input.unlessRefused(wrong, () -> StartParser.instant(text))
                .ifPresent(at -> assertEquals(at, StartParser.instant(CommandText.since(at))));
        Input.unlessRefused(wrong, () -> StartParser.count("last", text)).ifPresent(count -> {
            assertTrue(count >= 0);
            assertEquals(count, StartParser.count("last", Integer.toString(count)));
        });
        Input.unlessRefused(wrong, () -> StartParser.latest(text))
                .ifPresent(latest -> assertEquals(text, latest ? "latest" : "all"));
    }
}
