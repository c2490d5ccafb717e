package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.room.refusal.Code;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonInput;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Any JSON text: what is accepted is exactly what the RFC says, and nothing of it is lost. */
class JsonFuzz {
    private static final int DEEPEST = 64;
    /** Deeper than this the recogniser itself may run out of stack. */
    private static final int MOST = 5_000;

    private static final int LONGEST_ESCAPE = 6;

    private final Json json = new Json();

    @FuzzTest
    void a_text_is_json_or_a_refusal(byte[] bytes) {
        String text = Input.text(bytes);
        if (text.length() > MOST) {
            return;
        }
        Optional<String> expected = StrictJson.read(text)
                .filter(value -> value.depth() <= DEEPEST)
                .map(StrictJson.Value::minified)
                .filter(JsonFuzz::isUnicode);
        Optional<String> raw = parsed(text, JsonInput::raw, Set.of(Code.BAD_JSON));
        assertEquals(expected, raw);
        raw.ifPresent(whole -> {
            assertTrue(whole.length() <= LONGEST_ESCAPE * text.length());
            assertEquals(raw, parsed(whole, JsonInput::raw, Set.of()), "parsed again");
        });
        Set<Code> wrong = Set.of(Code.BAD_JSON, Code.BAD_COMMAND);
        Optional<String> string = parsed(text, input -> input.string("it"), wrong);
        assertEquals(raw.filter(whole -> whole.startsWith("\"")), string.map(Json::quote));
        assertEquals(string, raw.flatMap(json::text));
        assertEquals(
                raw.filter(whole -> whole.equals("true") || whole.equals("false")),
                parsed(text, input -> input.flag("it"), wrong).map(String::valueOf));
    }

    private <T> Optional<T> parsed(String text, Function<JsonInput, T> reader, Set<Code> wrong) {
        return Input.unlessRefused(wrong, () -> {
            try (JsonInput input = new JsonInput(json, text, DEEPEST)) {
                T value = reader.apply(input);
                input.end();
                return value;
            }
        });
    }

    private static boolean isUnicode(String text) {
        return Input.text(Input.bytes(text)).equals(text);
    }
}
