package io.roomcast.room.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the bytes of a text in UTF-8")
class Utf8SizeTest {
    private static void assertCounted(String text) {
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Utf8Size.of(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\u007f\u0080\u07ff\u0800",
                "naïve",
                "你好",
                "\uffff",
                "😀",
                "a😀b",
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00",
                "\ud83dx",
                "a\0b"
            })
    @DisplayName("are counted as Java encodes them, halves of surrogate pairs included")
    void texts(String text) {
        assertCounted(text);
    }

    @Test
    @DisplayName("are those of any text")
    void anyText() {
        Random random = new Random(5);
        for (int round = 0; round < 1000; round++) {
            StringBuilder text = new StringBuilder();
            for (int letter = random.nextInt(20); letter > 0; letter--) {
                text.append((char) random.nextInt(1 + Character.MAX_VALUE));
            }
            assertCounted(text.toString());
        }
    }

    @Test
    @DisplayName("are what an event, a draft and all bounds count")
    void sizes() {
        Content content = Content.of("message", "\"你好\"");
        Draft draft = new Draft("lobby", Member.NOBODY, "", List.of(content));
        assertEquals(Event.OVERHEAD + 8, draft.size());
    }
}
