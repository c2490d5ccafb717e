package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Engine.IO 3")
class EnginePacket3Test {
    private final EngineCodec codec = new EngineCodec3(false);
    private final EngineCodec base64 = new EngineCodec3(true);

    private Payload read(String body) {
        return codec.packets(Shown.frame(body), 8);
    }

    private void holds(String body, String... packets) {
        Payload payload = read(body);
        assertEquals(List.of(packets), Shown.of(payload.packets()));
        assertTrue(payload.failure().isEmpty(), body);
    }

    @Test
    @DisplayName("a text frame is a digit and data")
    void textFrames() {
        assertEquals("2probe", Shown.of(codec.frame(Shown.packet("2probe"))));
        assertEquals("4hello", Shown.of(codec.packet(Shown.frame("4hello"))));
    }

    @Test
    @DisplayName("a binary frame begins with a byte 4; for who takes no bytes it is a text that begins with b4")
    void binaryFrames() {
        assertEquals("<0401020304>", Shown.of(codec.frame(Shown.packet("<01020304>"))));
        assertEquals("b4AQIDBA==", Shown.of(base64.frame(Shown.packet("<01020304>"))));
        for (EngineCodec either : List.of(codec, base64)) {
            assertEquals("<01020304>", Shown.of(either.packet(Shown.frame("<0401020304>"))));
            assertEquals("<01020304>", Shown.of(either.packet(Shown.frame("b4AQIDBA=="))));
        }
        assertEquals("<>", Shown.of(codec.packet(Shown.frame("<04>"))));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(strings = {"", "7", "x", "b", "b2AQID", "b4!", "b4A", "<>", "<00>", "<0201>", "<34>"})
    @DisplayName("what is no frame is the typed failure")
    void badFrames(String bad) {
        assertThrows(ParseError.class, () -> codec.packet(Shown.frame(bad)));
    }

    @Test
    @DisplayName("a payload of text has each packet behind its length in UTF-16 units")
    void textPayloads() {
        assertEquals("2:40", Shown.of(codec.payload(Shown.packets("40"))));
        assertEquals("6:4hello2:4€3:4😀", Shown.of(codec.payload(Shown.packets("4hello", "4€", "4😀"))));
        assertEquals("10:b4AQIDBA==1:6", Shown.of(base64.payload(Shown.packets("<01020304>", "6"))));
        holds("2:40", "40");
        holds("6:4hello2:4€3:4😀", "4hello", "4€", "4😀");
        holds("10:b4AQIDBA==1:6", "<01020304>", "6");
        holds("0:");
        holds("0:1:2", "2");
        holds("06:4hello", "4hello");
    }

    @Test
    @DisplayName("a payload of bytes has kind, length in digits, 255 and the packet, a text in UTF-8")
    void binaryPayloads() {
        String both = "<" + "0004ff" + Shown.hex("4€") + "0105ff" + "0401020304" + ">";
        assertEquals(both, Shown.of(codec.payload(Shown.packets("4€", "<01020304>"))));
        holds(both, "4€", "<01020304>");
        String text = "4" + "x".repeat(120);
        holds("<00010201ff" + Shown.hex(text) + ">", text);
        holds("<000100ff" + Shown.hex("b4AQIDBA==") + ">", "<01020304>");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                ":",
                "x",
                "4",
                "4hello",
                "-1:4",
                "1",
                "9:4",
                "1:7",
                "3:b4A",
                "2:b2",
                "99999999999999999999:4",
                "1e1:4",
                " 1:4",
                "٢:40",
                "1;4"
            })
    @DisplayName("the packets in front of what is no length or no packet are there, and then the failure")
    void badTexts(String bad) {
        Payload payload = read("6:4first1:2" + bad);
        assertEquals(List.of("4first", "2"), Shown.of(payload.packets()));
        assertTrue(payload.failure().isPresent());
        assertTrue(read(bad).failure().isPresent());
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "00",
                "0001",
                "0001ff",
                "00ff34",
                "0000ff",
                "0201ff34",
                "000aff34",
                "0001fe34",
                "0009ff34",
                "0100ff",
                "0101ff02",
                "0001ff37",
                "0002ff34ff",
                "00090909090909090909ff34",
                "01ff",
                "0002ff34c0"
            })
    @DisplayName("the packets in front of bytes that are no packet are there, and then the failure")
    void badBytes(String bad) {
        Payload payload = read("<0002ff3461" + bad + ">");
        assertEquals(List.of("4a"), Shown.of(payload.packets()));
        assertTrue(payload.failure().isPresent());
        assertTrue(read("<" + bad + ">").failure().isPresent());
    }

    @Test
    @DisplayName("an empty body is bad, and one packet more than is allowed is a failure behind those that are")
    void bounds() {
        assertTrue(read("").failure().isPresent());
        assertTrue(read("<>").failure().isPresent());
        holds("1:4".repeat(8), "4", "4", "4", "4", "4", "4", "4", "4");
        assertEquals(8, read("1:4".repeat(9)).packets().size());
        assertTrue(read("1:4".repeat(9)).failure().isPresent());
        assertTrue(read("<" + "0001ff34".repeat(9) + ">").failure().isPresent());
    }
}
