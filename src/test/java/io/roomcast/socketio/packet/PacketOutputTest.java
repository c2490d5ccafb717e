package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.room.log.Content;
import io.roomcast.socketio.packet.SocketPacket.Ack;
import io.roomcast.socketio.packet.SocketPacket.Connect;
import io.roomcast.socketio.packet.SocketPacket.ConnectError;
import io.roomcast.socketio.packet.SocketPacket.Disconnect;
import io.roomcast.socketio.packet.SocketPacket.Event;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what the server says in Socket.IO")
class PacketOutputTest {
    private static final String BYTES = "{\"_binary\":\"AQIDBA==\"}";
    private static final String PLACE = "{\"_placeholder\":true,\"num\":0}";

    private static void says(SocketPacket packet, String... messages) {
        assertEquals(List.of(messages), Shown.of(PacketOutput.messages(packet)));
    }

    private static Content args(String data) {
        return new Content("deed", data, true, List.of(), true);
    }

    private static List<String> event(String namespace, Content content, String... appended) {
        return Shown.of(PacketOutput.messages(namespace, content, List.of(appended)));
    }

    @Test
    @DisplayName("CONNECT, CONNECT_ERROR and DISCONNECT have the namespace unless it is /")
    void connections() {
        says(new Connect("/", "{\"sid\":\"x\"}"), "40{\"sid\":\"x\"}");
        says(new Connect("/nsp", "{\"sid\":\"x\"}"), "40/nsp,{\"sid\":\"x\"}");
        says(new Connect("/", ""), "40");
        says(
                new ConnectError("/nsp", "{\"message\":\"Invalid namespace\"}"),
                "44/nsp,{\"message\":\"Invalid namespace\"}");
        says(new ConnectError("/", "\"no\""), "44\"no\"");
        says(new Disconnect("/"), "41");
        says(new Disconnect("/nsp"), "41/nsp,");
    }

    @Test
    @DisplayName("EVENT and ACK have an id, a namespace and as many arguments as there are")
    void eventsAndAcks() {
        says(new Event("/", OptionalLong.empty(), "a", List.of()), "42[\"a\"]");
        says(new Event("/nsp", OptionalLong.of(3), "a\"b", List.of("1", "[2]")), "42/nsp,3[\"a\\\"b\",1,[2]]");
        says(new Ack("/", 0, List.of()), "430[]");
        says(new Ack("/nsp", 13, List.of("\"bar\"", "null")), "43/nsp,13[\"bar\",null]");
    }

    @Test
    @DisplayName("EVENT and ACK with binary are types 5 and 6, and the attachments follow")
    void binary() {
        says(new Event("/", OptionalLong.empty(), "a", List.of(BYTES)), "451-[\"a\"," + PLACE + "]", "<01020304>");
        says(new Ack("/nsp", 7, List.of(BYTES)), "461-/nsp,7[" + PLACE + "]", "<01020304>");
    }

    @Test
    @DisplayName("a room's event has its data as its argument, or each of a list of several, and then what is appended")
    void roomEvents() {
        assertEquals(List.of("42[\"news\",1,\"e:7\"]"), event("/", Content.of("news", "1"), "\"e:7\""));
        assertEquals(List.of("42/nsp,[\"news\",[1,2]]"), event("/nsp", Content.of("news", "[1,2]")));
        assertEquals(
                List.of("42/nsp,[\"deed\",1,{\"a\":[]},{\"from\":1},\"e:7\"]"),
                event("/nsp", args("[1,{\"a\":[]}]"), "{\"from\":1}", "\"e:7\""));
        assertEquals(List.of("42[\"deed\"]"), event("/", args("[]")));
        assertEquals(List.of("42[\"deed\",\"e:7\"]"), event("/", args("[]"), "\"e:7\""));
    }

    @Test
    @DisplayName("a room's event with binary has its offset in the text, and the attachments follow")
    void roomEventWithBinary() {
        assertEquals(
                List.of("451-/nsp,[\"deed\"," + PLACE + ",2,\"e:7\"]", "<01020304>"),
                event("/nsp", args("[" + BYTES + ",2]"), "\"e:7\""));
    }
}
