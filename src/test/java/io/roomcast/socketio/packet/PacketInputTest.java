package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.kit.Accounts;
import io.roomcast.socketio.packet.SocketPacket.Ack;
import io.roomcast.socketio.packet.SocketPacket.Connect;
import io.roomcast.socketio.packet.SocketPacket.Disconnect;
import io.roomcast.socketio.packet.SocketPacket.Event;
import io.roomcast.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a packet of Socket.IO")
class PacketInputTest {
    private static final OptionalLong NO_ID = OptionalLong.empty();
    private final PacketInput input = new PacketInput(
            new Json(),
            PacketBounds.with(packet -> {
                packet.bytes = 100;
                packet.namespace = 20;
                packet.arguments = 5;
                packet.depth = 8;
            }),
            Accounts.holding());

    /** The packet that the last of these messages completes; none before it completes anything. */
    private SocketPacket read(String... messages) {
        Optional<SocketPacket> packet = Optional.empty();
        for (String message : messages) {
            assertEquals(Optional.empty(), packet);
            packet = input.next(Shown.packet(message));
        }
        return packet.orElseThrow();
    }

    private void refused(String... messages) {
        for (int index = 0; index < messages.length - 1; index++) {
            assertEquals(Optional.empty(), input.next(Shown.packet(messages[index])));
        }
        assertThrows(ParseError.class, () -> input.next(Shown.packet(messages[messages.length - 1])));
    }

    @Test
    @DisplayName("CONNECT has an object or nothing, and its namespace ends at a comma or at the end")
    void connect() {
        assertEquals(new Connect("/", ""), read("40"));
        assertEquals(new Connect("/", "{\"token\":\"t\"}"), read("40{ \"token\" : \"t\" }"));
        assertEquals(new Connect("/", ""), read("40/,"));
        assertEquals(new Connect("/custom", ""), read("40/custom"));
        assertEquals(new Connect("/custom", ""), read("40/custom,"));
        assertEquals(new Connect("/大厅", "{}"), read("40/大厅,{}"));
        assertFalse(read("40/x,{\"token\":\"secret\"}").toString().contains("secret"));
    }

    @Test
    @DisplayName("CONNECT of revision 4 has a query behind its path")
    void query() {
        Connect connect = (Connect) read("40/nsp?token=a?b&x,");
        assertEquals("/nsp", connect.path());
        assertEquals("token=a?b&x", connect.query());
        Connect without = (Connect) read("40/nsp,");
        assertEquals("/nsp", without.path());
        assertEquals("", without.query());
    }

    @Test
    @DisplayName("DISCONNECT has a namespace and no more")
    void disconnect() {
        assertEquals(new Disconnect("/"), read("41"));
        assertEquals(new Disconnect("/nsp"), read("41/nsp,"));
        assertEquals(new Disconnect("/nsp"), read("41/nsp"));
    }

    @Test
    @DisplayName("EVENT has a name and its arguments, each exactly as it was but for white space")
    void event() {
        assertEquals(new Event("/", NO_ID, "hi", List.of()), read("42[\"hi\"]"));
        assertEquals(
                new Event("/", NO_ID, "a", List.of("1.50e400", "{\"z\":1,\"a\":[null,true]}", "\"ü\\n\"")),
                read("42[\"a\", 1.50e400, {\"z\" : 1, \"a\": [null , true]}, \"\\u00fc\\u000a\" ]"));
        assertEquals(new Event("/nsp", OptionalLong.of(12), "a", List.of("[]")), read("42/nsp,12[\"a\",[]]"));
        assertEquals(new Event("/", OptionalLong.of(0), "a", List.of()), read("420[\"a\"]"));
        assertEquals(
                new Event("/", OptionalLong.of(9_007_199_254_740_991L), "a", List.of()),
                read("429007199254740991[\"a\"]"));
        assertEquals(new Event("/", NO_ID, "4", List.of("5")), read("42[4,5]"));
        assertEquals(new Event("/", NO_ID, "-1.0", List.of()), read("42[-1.0]"));
        assertEquals(new Event("/", NO_ID, "", List.of()), read("42[\"\"]"));
    }

    @Test
    @DisplayName("ACK has an id and a list")
    void ack() {
        assertEquals(new Ack("/", 0, List.of()), read("430[]"));
        assertEquals(new Ack("/nsp", 13, List.of("\"bar\"", "1")), read("43/nsp,13[\"bar\",1]"));
    }

    @Test
    @DisplayName("binary packets are whole when their attachments have come, in whatever order they are named")
    void binary() {
        Event event = new Event("/", NO_ID, "a", List.of("{\"_binary\":\"AQIDBA==\"}"));
        assertEquals(event, read("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "<01020304>"));
        assertEquals(event, read("451-[\"a\",{\"num\" : 0, \"_placeholder\":true}]", "<01020304>"));
        assertEquals(
                new Ack("/x", 7, List.of("{\"k\":[{\"_binary\":\"Ag==\"}]}", "{\"_binary\":\"\"}")),
                read(
                        "462-/x,7[{\"k\":[{\"_placeholder\":true,\"num\":1}]},{\"_placeholder\":true,\"num\":0}]",
                        "<>",
                        "<02>"));
        assertEquals(event, read("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "<01020304>"));
    }

    @Test
    @DisplayName("an attachment that no placeholder names is dropped, as Node drops it")
    void unnamed() {
        assertEquals(new Event("/", NO_ID, "a", List.of("1")), read("451-[\"a\",1]", "<01>"));
    }

    @Test
    @DisplayName("placeholders in a text packet, and texts that look like one, are the user's own data")
    void plainData() {
        String own = "{\"_placeholder\":true,\"num\":0}";
        assertEquals(new Event("/", NO_ID, "a", List.of(own)), read("42[\"a\"," + own + "]"));
        String text = Json.quote(own);
        String key = "{" + text + ":1,\"x,\\\"_placeholder\":true}";
        String no = "{\"_placeholder\":false,\"num\":9}";
        assertEquals(
                new Event("/", NO_ID, "a", List.of(text, key, no)),
                read("451-[\"a\"," + text + "," + key + "," + no + "]", "<01>"));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "4",
                "47",
                "4x",
                "4٢[\"a\"]",
                "40[]",
                "40null",
                "40\"x\"",
                "40{",
                "40{}x",
                "40{}{}",
                "41{}",
                "41[]",
                "42",
                "42[]",
                "42{}",
                "42null",
                "42\"a\"",
                "42[null]",
                "42[{}]",
                "42[[\"a\"]]",
                "42[true]",
                "42[\"a\"",
                "42[\"a\",]",
                "42[\"a\"]]",
                "42/nsp",
                "42/nsp[\"a\"]",
                "42abc[\"a\"]",
                "42-1[\"a\"]",
                "421.5[\"a\"]",
                "42[\"\\ud83d\"]",
                "42[\"a\",\"\\ud83d\"]",
                "42[\"connect\"]",
                "42[\"connect_error\"]",
                "42[\"disconnect\"]",
                "42[\"disconnecting\"]",
                "42[\"newListener\"]",
                "42[\"removeListener\"]",
                "43[]",
                "430",
                "430{}",
                "43/x,[]",
                "44{\"message\":\"x\"}",
                "44",
                "45[\"a\"]",
                "45-[\"a\"]",
                "450-[\"a\"]",
                "451[\"a\"]",
                "45x-[\"a\"]",
                "451.0-[\"a\"]",
                "45-1-[\"a\"]",
                "451-",
                "451-[]",
                "451-[null]",
                "461-[]",
                "2",
                "3probe"
            })
    @DisplayName("what is no packet is the typed failure")
    void noPacket(String text) {
        refused(text);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "1",
                "-1",
                "10000",
                "\"0\"",
                "null",
                "0.5",
                "1e0",
                "{}",
                "99999999999999999999",
                "[0]",
                "0,\"x\":1"
            })
    @DisplayName("a num out of range or of the wrong type is the typed failure")
    void num(String num) {
        refused("451-[\"a\",{\"_placeholder\":true,\"num\":" + num + "}]", "<01>");
    }

    @Test
    @DisplayName("a placeholder without num, one with more keys, and a second one for the same attachment are failures")
    void badPlaceholders() {
        for (String bad : List.of(
                "{\"_placeholder\":true}",
                "{\"x\":1,\"_placeholder\":true,\"num\":0}",
                "{\"num\":0,\"_placeholder\":true,\"x\":1}",
                "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}")) {
            var fresh = new PacketInput(new Json(), PacketBounds.DEFAULT, Accounts.holding());
            fresh.next(Shown.packet("451-[\"a\"," + bad + "]"));
            assertThrows(ParseError.class, () -> fresh.next(Shown.packet("<01>")), bad);
        }
    }

    @Test
    @DisplayName("a text where an attachment is awaited is a failure")
    void textForBinary() {
        refused("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "42[\"a\"]");
    }

    @Test
    @DisplayName("an attachment that nobody awaits is a failure, also behind the last that was")
    void nobodyAwaits() {
        refused("<01>");
        read("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "<01>");
        refused("<02>");
    }

    @Test
    @DisplayName("each bound holds, and what is exactly as large passes")
    void bounds() {
        refused("4511-[\"a\"]");
        refused("4599999-[\"a\"]");
        refused("41/" + "n".repeat(20));
        refused("41/" + "n".repeat(20) + ",");
        assertEquals("/" + "n".repeat(19), read("41/" + "n".repeat(19)).namespace());
        refused("421" + "0".repeat(16) + "[\"a\"]");
        refused("42[\"a\",1,2,3,4,5]");
        assertEquals(4, ((Event) read("42[\"a\",1,2,3,4]")).arguments().size());
        refused("42[\"a\"," + "[".repeat(9) + "]".repeat(9) + "]");
        read("42[\"a\"," + "[".repeat(8) + "]".repeat(8) + "]");
        String one = "<01>";
        read("4510-[\"a\"]", one, one, one, one, one, one, one, one, one, one);
    }

    @Test
    @DisplayName("attachments are bounded in their bytes together")
    void bytes() {
        String fifty = "<" + "00".repeat(50) + ">";
        read("452-[\"a\"]", fifty, fifty);
        read("452-[\"a\"]", fifty, fifty);
        refused("452-[\"a\"]", fifty, "<" + "00".repeat(51) + ">");
    }
}
