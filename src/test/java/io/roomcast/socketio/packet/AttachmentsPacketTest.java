package io.roomcast.socketio.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.wire.Json;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("binary in JSON")
class AttachmentsPacketTest {
    private static void taken(String json, String left, String... bytes) {
        Attachments.Detached detached = Attachments.detach(json);
        assertEquals(left, detached.json());
        assertEquals(
                List.of(bytes),
                detached.attachments().stream().map(HexFormat.of()::formatHex).toList());
    }

    private static String place(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }

    @Test
    @DisplayName("leaves in depth-first order of the text, and placeholders stay")
    void order() {
        taken("[{\"_binary\":\"AQ==\"}]", "[" + place(0) + "]", "01");
        taken(
                "[{\"a\":[{\"_binary\":\"AQ==\"},{\"_binary\":\"\"}]},{\"_binary\":\"AgI=\"}]",
                "[{\"a\":[" + place(0) + "," + place(1) + "]}," + place(2) + "]",
                "01",
                "",
                "0202");
        taken("{\"_binary\":\"+/+/\"}", place(0), "fbffbf");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "{\"_binary\":\"AQ\"}",
                "{\"_binary\":\"AR==\"}",
                "{\"_binary\":\"A\"}",
                "{\"_binary\":\"-_-_\"}",
                "{\"_binary\":\"AQ==\\n\"}",
                "{\"_binary\":\"AQ== \"}",
                "{\"_binary\":\"€€€€\"}",
                "{\"_binary\":1}",
                "{\"_binary\":null}",
                "{\"_binary\":[\"AQ==\"]}",
                "{\"_binary\":\"AQ==\",\"x\":1}",
                "{\"x\":1,\"_binary\":\"AQ==\"}",
                "{\"_binary\":\"AQ==\",\"_binary\":\"AQ==\"}",
                "{\"_Binary\":\"AQ==\"}",
                "{\"_binary\":\"x\\\"}\"}",
                "{\"_binary\":\"=\"}",
                "\"_binary\"",
                "{}",
                "\"\""
            })
    @DisplayName("is an object with that key alone and base64; anything else stays as it is")
    void notBinary(String json) {
        taken(json, json);
        taken("[" + json + ",{\"_binary\":\"AQ==\"}]", "[" + json + "," + place(0) + "]", "01");
    }

    @Test
    @DisplayName("is never found within a text or a key")
    void texts() {
        String binary = "{\"_binary\":\"AQ==\"}";
        for (String text : List.of(binary, "\\" + binary, "[" + binary, binary.substring(2), "{", "x{\"")) {
            String quoted = Json.quote(text);
            taken("[" + quoted + ",{" + quoted + ":1}]", "[" + quoted + ",{" + quoted + ":1}]");
            taken("[" + quoted + "," + binary + "]", "[" + quoted + "," + place(0) + "]", "01");
        }
    }

    @Test
    @DisplayName("stays in the text beside data that a client would take for a placeholder")
    void placeholdersOfTheUser() {
        String binary = "{\"_binary\":\"AQ==\"}";
        for (String own : List.of(
                place(5), "{\"_placeholder\":1}", "{\"x\":1,\"_placeholder\":true}", "{ \"_placeholder\" : true}")) {
            taken("[" + own + "," + binary + "]", "[" + own + "," + binary + "]");
            taken("[" + binary + ",[" + own + "]]", "[" + binary + ",[" + own + "]]");
        }
        String harmless = Json.quote(place(0)) + ",\"_placeholder\"";
        taken("[" + harmless + "," + binary + "]", "[" + harmless + "," + place(0) + "]", "01");
    }

    @Test
    @DisplayName("stays in the text where it is more than the ten pieces that clients take")
    void most() {
        String ten = String.join(",", Collections.nCopies(10, "{\"_binary\":\"AQ==\"}"));
        assertEquals(10, Attachments.detach("[" + ten + "]").attachments().size());
        taken("[" + ten + "," + "{\"_binary\":\"\"}]", "[" + ten + "," + "{\"_binary\":\"\"}]");
    }
}
