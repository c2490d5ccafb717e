package io.roomcast.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Command;
import io.roomcast.wire.Conversation;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Socket.IO's options")
class EmitOptionsTest extends Conversation {
    private Command.Publish emitted(String... arguments) {
        return EmitBridge.publish(
                ingress, "lobby", new SocketPacket.Event("/lobby", OptionalLong.empty(), "deed", List.of(arguments)));
    }

    @Test
    @DisplayName("of an emit are a last argument with the only key roomcast")
    void onlyKey() {
        Command.Publish publish = emitted("1", "{\"roomcast\":{\"id\":\"c-1\"}}");
        assertEquals("c-1", publish.id());
        assertEquals("1", publish.contents().get(0).data());
    }

    @Test
    @DisplayName("an argument that has other keys as well is data")
    void otherKeys() {
        String data = "{\"roomcast\":{\"id\":\"c-1\"},\"more\":{}}";
        Command.Publish publish = emitted(data);
        assertEquals("", publish.id());
        assertEquals(data, publish.contents().get(0).data());
    }

    @Test
    @DisplayName("of a connection may be JSON as text, with white space around it")
    void asText() {
        String payload = "{\"roomcast\":\"\\n {\\\"last\\\":5} \\n\"}";
        assertEquals("{\"last\":5}", ConnectOptions.parse(ingress, payload).options());
    }
}
