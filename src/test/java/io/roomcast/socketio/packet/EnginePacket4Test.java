package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Engine.IO 4")
class EnginePacket4Test {
    private final EngineCodec codec = new EngineCodec4();

    private Payload read(String body) {
        return codec.packets(Shown.frame(body), 8);
    }

    @ParameterizedTest(name = "{0} is {1} with {2}")
    @CsvSource({
        "0{},OPEN,{}",
        "1,CLOSE,''",
        "2probe,PING,probe",
        "3,PONG,''",
        "4hello,MESSAGE,hello",
        "5,UPGRADE,''",
        "6,NOOP,''"
    })
    @DisplayName("a packet is a digit and data, and that is its frame")
    void digits(String wire, EnginePacket.Type type, String data) {
        EnginePacket.Text packet = EnginePacket.of(type, data);
        assertEquals(wire, packet.wire());
        assertEquals(new Frame.Text(wire), codec.frame(packet));
        EnginePacket.Text read = (EnginePacket.Text) codec.packet(new Frame.Text(wire));
        assertEquals(packet, read);
        assertEquals(type, read.type());
        assertEquals(data, read.data());
    }

    @Test
    @DisplayName("a binary frame is the bare bytes of a message")
    void binaryFrame() {
        assertEquals("<01020304>", Shown.of(codec.frame(Shown.packet("<01020304>"))));
        EnginePacket packet = codec.packet(Shown.frame("<01020304>"));
        assertEquals("<01020304>", Shown.of(packet));
        assertEquals(EnginePacket.Type.MESSAGE, packet.type());
        assertEquals("<>", Shown.of(codec.packet(Shown.frame("<>"))));
    }

    @Test
    @DisplayName("a payload is packets with U+001E between them, binary as base64 behind a b")
    void payload() {
        assertEquals("4hello\u001e2\u001e4world", Shown.of(codec.payload(Shown.packets("4hello", "2", "4world"))));
        assertEquals("bAQIDBA==", Shown.of(codec.payload(Shown.packets("<01020304>"))));
        assertEquals("4€\u001ebAQIDBA==\u001e4", Shown.of(codec.payload(Shown.packets("4€", "<01020304>", "4"))));
    }

    @Test
    @DisplayName("base64 may be broken into lines, as the client in Java breaks it")
    void brokenBase64() {
        Payload payload = read("bAQ\nIDBA==\n\u001e4after");
        assertEquals(List.of("<01020304>", "4after"), Shown.of(payload.packets()));
    }

    @Test
    @DisplayName("a payload is read as it was written")
    void payloadRead() {
        Payload payload = read("4hello\u001e2\u001e4😀\u001ebAQIDBA==\u001e4\u001eb");
        assertEquals(List.of("4hello", "2", "4😀", "<01020304>", "4", "<>"), Shown.of(payload.packets()));
        assertTrue(payload.failure().isEmpty());
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(strings = {"7", "x", "b!", "bA", "bAQID\u00ff", "b€€€€", "", "٤x"})
    @DisplayName("the packets in front of a bad one are there, and then the failure")
    void packetsBeforeTheBadOne(String bad) {
        Payload payload = read("4first\u001e2\u001e" + bad + "\u001e4never");
        assertEquals(List.of("4first", "2"), Shown.of(payload.packets()));
        assertTrue(payload.failure().isPresent());
        assertThrows(ParseError.class, () -> codec.packet(new Frame.Text(bad)));
    }

    @Test
    @DisplayName("an empty body, one that ends with a separator, and one of bytes are bad")
    void badBodies() {
        assertTrue(read("").failure().isPresent());
        assertEquals(List.of("4a"), Shown.of(read("4a\u001e").packets()));
        assertTrue(read("4a\u001e").failure().isPresent());
        assertTrue(read("<3461>").failure().isPresent());
    }

    @Test
    @DisplayName("one packet more than is allowed is a failure, behind those that are")
    void tooMany() {
        String eight = String.join("\u001e", Collections.nCopies(8, "4"));
        assertTrue(read(eight).failure().isEmpty());
        Payload nine = read(eight + "\u001e4");
        assertEquals(8, nine.packets().size());
        assertTrue(nine.failure().isPresent());
    }
}
