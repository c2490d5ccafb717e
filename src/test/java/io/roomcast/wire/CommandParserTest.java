package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a command")
class CommandParserTest {
    private final CommandParser commands = new CommandParser(new Json(), ClientLimits.with(limits -> {
        limits.list = 3;
        limits.recipients = 3;
    }));

    private Content published(String publish) {
        return ((Command.Publish) commands.parse("{\"publish\":" + publish + "}"))
                .contents()
                .get(0);
    }

    private Code refused(String text) {
        return assertThrows(Refusal.class, () -> commands.parse(text), text).code();
    }

    @Test
    @DisplayName("publish has type, data, args, to and echo, and all have defaults")
    void publish() {
        assertEquals(Content.of("message", "null"), published("{}"));
        String all = "{\"echo\":false,\"to\":[\"a\",\"b\",\"a\"],\"args\":true,\"data\":[1,2],\"type\":\"deed\"}";
        assertEquals(new Content("deed", "[1,2]", true, List.of("a", "b"), false), published(all));
        assertEquals(List.of("a"), published("{\"to\":\"a\"}").to());
    }

    @Test
    @DisplayName("publish may be a list, with room and id anywhere")
    void list() {
        var publish = (Command.Publish) commands.parse(
                " { \"room\" : \"lobby\", \"publish\" : [ {\"data\":1}, {\"data\":2} ], \"id\":\"c-1\" } ");
        assertEquals(
                List.of("1", "2"),
                publish.contents().stream().map(Content::data).toList());
        assertEquals("lobby", publish.room());
        assertEquals("c-1", publish.id());
    }

    @Test
    @DisplayName(
            "has parts that a transport may hand in alone: what to publish, and the options of a publish or a join")
    void parts() {
        assertEquals(List.of(Content.of("message", "1")), commands.contents("{\"data\":1}"));
        assertEquals(2, commands.contents("[{\"data\":1},{\"data\":2}]").size());
        for (String bad : List.of("{\"data\":1", "{\"data\":1}}", "[]", "[{\"data\":1}", "1")) {
            assertThrows(Refusal.class, () -> commands.contents(bad), bad);
        }
        List<Content> contents = List.of(Content.of("message", "1"));
        assertEquals(new Command.Publish(contents, "", "c"), commands.publish(contents, "{\"id\":\"c\"}"));
        assertThrows(Refusal.class, () -> commands.publish(contents, "{\"bye\":1}"));
        assertEquals("ann", commands.join("room", "{\"name\":\"ann\"}").name());
        assertThrows(Refusal.class, () -> commands.join("room", "{\"publish\":{}}"));
    }

    @Test
    @DisplayName("join says where it begins")
    void join() {
        var join = (Command.Join) commands.parse("{\"join\":\"room\",\"after\":\"e:41\",\"token\":\"t\","
                + "\"name\":\" ann \",\"lag\":\"latest\",\"id\":\"j\"}");
        assertEquals(
                new Command.Join("room", new Start.After(new Position("e", 41)), true, Optional.of("t"), "ann", "j"),
                join);
        assertEquals(new Start.Last(5, Optional.empty()), start("\"last\":5"));
        assertEquals(
                new Start.Since(Instant.parse("2026-11-20T08:15:30Z")),
                start("\"since\":\"2026-11-20T10:15:30+02:00\""));
        assertEquals(new Start.Head(), start("\"lag\":\"all\""));
        assertFalse(join.toString().contains("\"t\""));
    }

    private Start start(String key) {
        return ((Command.Join) commands.parse("{\"join\":\"room\"," + key + "}")).start();
    }

    @Test
    @DisplayName("leave, ping, bye and answer")
    void others() {
        assertEquals(new Command.Leave("room", "x"), commands.parse("{\"leave\":\"room\",\"id\":\"x\"}"));
        assertEquals(new Command.Ping("{\"a\":[1]}", ""), commands.parse("{\"ping\":{ \"a\" : [ 1 ] }}"));
        assertEquals(new Command.Bye(""), commands.parse("{\"bye\":true}"));
        assertEquals(new Command.Answer("2", "", "q"), commands.parse("{\"answer\":2,\"id\":\"q\"}"));
        assertEquals(new Command.Bye(""), commands.parse("{\"bye\":true,\"id\":null}"));
    }

    @Test
    @DisplayName("data is kept exactly: numbers with all their digits, order of keys, repeated keys; white space goes")
    void dataIsKept() {
        String exact =
                "{\"z\":1.50,\"a\":[-0,1E400,123456789012345678901234567890.000],\"a\":{},\"\":[],\"t\":[true,false,null]}";
        assertEquals(exact, published("{\"data\":" + exact + "}").data());
        assertEquals(
                "[1,{\"a\":2}]",
                published("{\"data\": [ 1 ,\n\t{ \"a\" :\r 2 } ] }").data());
        assertEquals(
                "\"[{, :\\\"\\\\\"", published("{\"data\":\"[{, :\\\"\\\\\"}").data());
        assertEquals(
                "\"大😀\\n\\u0000\"",
                published("{\"data\":\"\\u5927\\ud83d\\ude00\\n\\u0000\"}").data());
    }

    @Test
    @DisplayName("keys that nobody knows are ignored")
    void unknownKeys() {
        assertEquals(Content.of("message", "1"), published("{\"x\":{\"publish\":[1]},\"data\":1}"));
        assertEquals(new Command.Bye(""), commands.parse("{\"later\":[{}],\"bye\":true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"a\"}",
                "{\"ping\":1,\"bye\":true}",
                "{\"ping\":1,\"ping\":1}",
                "{\"publish\":{},\"publish\":{}}",
                "{\"publish\":1}",
                "{\"publish\":\"a\"}",
                "{\"publish\":null}",
                "{\"publish\":[]}",
                "{\"publish\":[1]}",
                "{\"publish\":{\"type\":1}}",
                "{\"publish\":{\"echo\":\"no\"}}",
                "{\"publish\":{\"to\":{}}}",
                "{\"publish\":{\"to\":[]}}",
                "{\"publish\":{\"to\":[1]}}",
                "{\"publish\":{\"args\":true,\"data\":1}}",
                "{\"publish\":{\"type\":\"roomcast:x\"}}",
                "{\"publish\":{\"type\":\"disconnect\"}}",
                "{\"join\":1}",
                "{\"join\":null}",
                "{\"join\":\"r\",\"last\":\"1\"}",
                "{\"join\":\"r\",\"last\":-1}",
                "{\"join\":\"r\",\"last\":1.5}",
                "{\"join\":\"r\",\"last\":1,\"after\":\"e:1\"}",
                "{\"join\":\"r\",\"since\":\"yesterday\"}",
                "{\"join\":\"r\",\"since\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"join\":\"r\",\"since\":\"-999999999-01-01T00:00:00Z\"}",
                "{\"join\":\"r\",\"lag\":\"none\"}",
                "{\"join\":\"r\",\"name\":\"a\\u202eb\"}",
                "{\"bye\":true,\"id\":1}",
                "{\"bye\":true,\"id\":\"\"}"
            })
    @DisplayName("of a wrong shape is bad_command")
    void wrongShape(String text) {
        assertEquals(Code.BAD_COMMAND, refused(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"",
                "{\"a",
                "{\"ping\"",
                "{\"ping\":",
                "{\"ping\":1",
                "{\"ping\":1,",
                "{\"ping\":1}x",
                "{\"ping\":1}{\"ping\":1}",
                "{\"ping\":1,}",
                "{ping:1}",
                "{\"ping\":01}",
                "{\"ping\":nul}",
                "{\"ping\":[1}",
                "{\"ping\":[1",
                "{\"ping\":{\"a\":1",
                "{\"publish\":{\"data\":1",
                "{\"publish\":[{}",
                "{\"publish\":{\"to\":[\"a\"",
                "{\"ping\":\"\\ud800\"}",
                "{\"ping\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"id\":\"\\ud800\",\"bye\":true}",
                "{\"ping\":\"\\x\"}",
                "{\"ping\":1e}",
                "{'ping':1}",
                "{\"join\":\"r\"",
                "{\"join\":\"r\",\"last\":1",
                "{\"publish\":{\"echo\":true"
            })
    @DisplayName("that is no JSON is bad_json")
    void noJson(String text) {
        assertEquals(Code.BAD_JSON, refused(text));
    }

    @Test
    @DisplayName("has other typed errors for rooms, positions, recipients and lists")
    void otherErrors() {
        assertEquals(Code.BAD_ROOM, refused("{\"join\":\"../x\"}"));
        assertEquals(
                Code.BAD_ROOM, refused("{\"bye\":true,\"room\":\"a b\"}".replace("\"bye\":true", "\"publish\":{}")));
        assertEquals(Code.BAD_POSITION, refused("{\"join\":\"r\",\"after\":\"41\"}"));
        assertEquals(Code.BAD_POSITION, refused("{\"join\":\"r\",\"after\":\"e:99999999999999999\"}"));
        assertEquals(Code.NOT_FOUND, refused("{\"publish\":{\"to\":\"" + "x".repeat(65) + "\"}}"));
        assertEquals(Code.TOO_MANY, refused("{\"publish\":[{},{},{},{}]}"));
        assertEquals(Code.TOO_MANY, refused("{\"publish\":{\"to\":[\"a\",\"b\",\"c\",\"d\"]}}"));
    }

    @Test
    @DisplayName("followed by more text is refused with a sentence that says so")
    void textAfter() {
        for (String more : List.of("{\"ping\":2}", ",", "}", "x")) {
            String text = "{\"ping\":1}" + more;
            Refusal refusal = assertThrows(Refusal.class, () -> commands.parse(text), text);
            assertEquals("there is text after the JSON value", refusal.getMessage());
        }
    }

    @Test
    @DisplayName("nested too deep is refused, wherever it is; within the bound it is kept")
    void nesting() {
        String fits = "[".repeat(64) + "]".repeat(64);
        assertEquals(fits, published("{\"data\":" + fits + "}").data());
        String bomb = "[".repeat(100_000);
        assertEquals(Code.BAD_JSON, refused("{\"publish\":{\"data\":" + bomb));
        assertEquals(Code.BAD_JSON, refused("{\"whatever\":" + bomb));
        assertEquals(Code.BAD_JSON, refused("{\"ping\":" + "{\"a\":".repeat(100_000)));
        assertEquals(Code.BAD_COMMAND, refused("{\"publish\":" + bomb));
    }

    @Test
    @DisplayName("with an id of a megabyte is refused, and the error does not repeat it")
    void hugeId() {
        String text = "{\"id\":\"" + "x".repeat(1 << 20) + "\",\"bye\":true}";
        assertEquals(Code.BAD_COMMAND, refused(text));
        assertEquals("", commands.idAndRoom(text, "").id());
    }

    @Test
    @DisplayName("that is refused is named as far as it can be read")
    void named() {
        assertEquals(
                new CommandParser.IdAndRoom("c-1", "r"),
                commands.idAndRoom("{\"id\":\"c-1\",\"room\":\"r\",\"publish\":", ""));
        for (String data : List.of("\"\\ud800\"", "{\"\\ud800\":1}", "[".repeat(70) + "]".repeat(70))) {
            String text = "{\"publish\":{\"data\":" + data + "},\"id\":\"c-2\",\"room\":\"r\"}";
            assertEquals(Code.BAD_JSON, refused(text));
            assertEquals(new CommandParser.IdAndRoom("c-2", "r"), commands.idAndRoom(text, ""));
        }
        assertEquals(new CommandParser.IdAndRoom("", ""), commands.idAndRoom("{\"id\":7}", ""));
        assertEquals(new CommandParser.IdAndRoom("", ""), commands.idAndRoom("{", ""));
    }

    @Test
    @DisplayName("is a text whose first byte is a brace")
    void isCommand() {
        assertTrue(CommandParser.isCommand("{"));
        assertFalse(CommandParser.isCommand(" {}"));
        assertFalse(CommandParser.isCommand(""));
    }
}
