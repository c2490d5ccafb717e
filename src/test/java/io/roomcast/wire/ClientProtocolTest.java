package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what is said over one connection")
class ClientProtocolTest extends Conversation {
    @Test
    @DisplayName("begins with a welcome of the room of the URL")
    void welcome() {
        enter("lobby", "ann");
        String line = connection.take().get(0);
        assertBegins("{\"welcome\":{\"room\":\"lobby\",\"me\":{\"id\":\"", line);
        assertTrue(line.contains("\"position\":\"0:0\",\"head\":\"0:0\""), line);
    }

    @Test
    @DisplayName(
            "text is a message to the room of the URL; its ack has no id; one line end is dropped, empty text ignored")
    void plainText() {
        enter("lobby", "ann");
        connection.take();
        List<String> lines = say("hi\r\n");
        String ack = "{\"ack\":null,\"room\":\"lobby\",\"position\":\"" + epoch("lobby") + ":1\"}";
        assertTrue(lines.contains(ack), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"data\":\"hi\"}")), lines::toString);
        assertEquals(List.of(), say(""));
        assertEquals(List.of(), say("\n"));
    }

    @Test
    @DisplayName("a publish is acknowledged with its id and room, and again when it is repeated")
    void acks() {
        world.say("lobby", 1, 1);
        enter("lobby", "ann");
        connection.take();
        String publish = "{\"publish\":{\"data\":1,\"echo\":false},\"id\":\"c-17\"}";
        String ack = one(publish);
        assertEquals("{\"ack\":\"c-17\",\"room\":\"lobby\",\"position\":\"" + epoch("lobby") + ":2\"}", ack);
        assertEquals(ack, one(publish));
        assertBegins("{\"error\":{\"code\":\"conflict\",", one("{\"publish\":{\"data\":2},\"id\":\"c-17\"}"));
    }

    @Test
    @DisplayName("errors repeat id and room")
    void errors() {
        enter("lobby", "ann");
        connection.take();
        String error = one("{\"id\":\"c-1\",\"room\":\"other\",\"publish\":{\"type\":\"connect\"}}");
        assertBegins("{\"error\":{\"code\":\"bad_command\",\"message\":", error);
        assertTrue(error.endsWith("\"id\":\"c-1\",\"room\":\"other\"}}"), error);
        String unknown = one("{\"publish\":{\"to\":\"nobody\"},\"id\":\"c-2\"}");
        assertBegins("{\"error\":{\"code\":\"not_found\",", unknown);
        assertTrue(unknown.endsWith("\"id\":\"c-2\",\"room\":\"lobby\"}}"), unknown);
        assertBegins("{\"error\":{\"code\":\"bad_json\",", one("{\"publish\":"));
        assertBegins("{\"error\":{\"code\":\"not_found\",", one("{\"answer\":1,\"id\":\"q-1\"}"));
        String badRoom = one("{\"join\":\"../x\"}");
        assertBegins("{\"error\":{\"code\":\"bad_room\",", badRoom);
        assertFalse(badRoom.contains("\"room\":"), badRoom);
    }

    @Test
    @DisplayName("a ping is answered with its value")
    void ping() {
        assertEquals("{\"pong\":1.50}", one("{\"ping\":1.50}"));
    }

    @Test
    @DisplayName("without a session nothing can be published, and a room must be named")
    void withoutSession() {
        assertBegins("{\"error\":{\"code\":\"bad_command\"", one("hi"));
        assertBegins("{\"error\":{\"code\":\"unauthorized\"", one("{\"publish\":{},\"room\":\"lobby\"}"));
    }

    @Test
    @DisplayName("one connection reads several rooms as one session; welcome repeats the id of the join")
    void severalRooms() {
        String first = one("{\"join\":\"one\",\"name\":\"ann\",\"id\":\"j-1\"}");
        assertTrue(first.endsWith("\"id\":\"j-1\"}}"), first);
        String second = one("{\"join\":\"two\"}");
        String me = first.substring(first.indexOf("\"me\":"), first.indexOf(",\"token\""));
        assertTrue(second.contains(me), second);
        say("{\"publish\":{\"data\":1,\"echo\":false},\"room\":\"one\"}");
        world.say("one", 2, 2);
        world.say("two", 3, 3);
        List<String> lines = connection.take();
        assertEquals(3, lines.size(), lines::toString);
        assertBegins("{\"room\":\"one\",\"offset\":2,", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"room\":\"two\",\"offset\":1,")));
    }

    @Test
    @DisplayName("another token is a conflict, the same one is not, a forged one is unauthorized")
    void tokens() {
        Session ann = world.session("ann");
        Session bob = world.session("bob");
        one("{\"join\":\"one\",\"token\":\"" + ann.token() + "\"}");
        assertBegins("{\"error\":{\"code\":\"conflict\"", one("{\"join\":\"two\",\"token\":\"" + bob.token() + "\"}"));
        assertBegins("{\"welcome\":", one("{\"join\":\"two\",\"token\":\"" + ann.token() + "\"}"));
        assertBegins("{\"error\":{\"code\":\"unauthorized\"", one("{\"join\":\"three\",\"token\":\"xxxx\"}"));
        assertEquals(List.of(), connection.closed());
    }

    @Test
    @DisplayName("a bad token in the URL is an error and the end")
    void badTokenInTheUrl() {
        protocol.enter(new Command.Join("lobby", new Start.Head(), false, Optional.of("forged"), "", ""));
        world.run();
        List<String> lines = connection.take();
        assertBegins("{\"error\":{\"code\":\"unauthorized\"", lines.get(0));
        assertEquals(1, lines.size());
        assertEquals(
                List.of(Code.UNAUTHORIZED),
                connection.closed().stream().map(Ending::code).toList());
    }

    @Test
    @DisplayName("more rooms than the bound are too_many; a room that was left makes place")
    void tooManyRooms() {
        List.of("one", "two", "three").forEach(room -> say("{\"join\":\"" + room + "\"}"));
        assertBegins("{\"error\":{\"code\":\"too_many\"", one("{\"join\":\"four\"}"));
        say("{\"leave\":\"one\"}");
        assertBegins("{\"welcome\":", one("{\"join\":\"four\"}"));
    }

    @Test
    @DisplayName("leave is answered by a bye with its room, and the connection lives on")
    void leave() {
        enter("lobby", "ann");
        connection.take();
        String bye = one("{\"leave\":\"lobby\"}");
        assertBegins("{\"bye\":{\"room\":\"lobby\",\"code\":\"closed\",", bye);
        assertEquals(0, world.count("lobby"));
        assertBegins("{\"error\":{\"code\":\"not_found\"", one("{\"leave\":\"lobby\"}"));
        assertEquals(List.of(), connection.closed());
    }

    @Test
    @DisplayName("leave right after join is obeyed, however far the join has come")
    void leaveAtOnce() {
        for (int steps = 0; steps < 12; steps++) {
            protocol.receive("{\"join\":\"lobby\"}");
            for (int step = 0; step < steps; step++) {
                world.workers.runOne();
            }
            protocol.receive("{\"leave\":\"lobby\"}");
            world.run();
            List<String> lines = connection.take();
            assertEquals(0, world.count("lobby"), "left after " + steps + " steps");
            assertBegins("{\"bye\":{\"room\":\"lobby\",\"code\":\"closed\",", lines.get(lines.size() - 1));
        }
    }

    @Test
    @DisplayName("bye gives the seats up now and ends the connection, once")
    void bye() {
        enter("lobby", "ann");
        say("{\"join\":\"other\"}");
        List<String> lines = say("{\"bye\":true}");
        assertBegins("{\"bye\":{\"code\":\"closed\",", lines.get(lines.size() - 1));
        assertEquals(0, world.count("lobby"));
        assertEquals(0, world.count("other"));
        world.pass(Duration.ofSeconds(10));
        assertEquals(1, connection.closed().size());
    }

    @Test
    @DisplayName("the same session elsewhere replaces this connection, if it was opened for that room alone")
    void replaced() {
        Session ann = world.session("ann");
        protocol.enter(new Command.Join("lobby", new Start.Head(), false, Optional.of(ann.token()), "", ""));
        world.run();
        connection.take();
        world.live("lobby", ann, new Start.Head());
        assertBegins("{\"bye\":{\"code\":\"replaced\",", connection.take().get(0));
        assertEquals(Code.REPLACED, connection.closed().get(0).code());
    }

    @Test
    @DisplayName("a connection in several rooms is told with the room that it was replaced there")
    void replacedInOne() {
        Session ann = world.session("ann");
        say("{\"join\":\"one\",\"token\":\"" + ann.token() + "\"}");
        say("{\"join\":\"two\"}");
        world.live("one", ann, new Start.Head());
        assertBegins(
                "{\"bye\":{\"room\":\"one\",\"code\":\"replaced\",",
                connection.take().get(0));
        assertEquals(List.of(), connection.closed());
    }

    @Test
    @DisplayName("too fast is refused and certainly not published")
    void tooFast() {
        enter("lobby", "ann");
        for (int number = 0; number < 500; number++) {
            say("{\"publish\":{\"echo\":false}}");
        }
        assertBegins("{\"error\":{\"code\":\"too_fast\"", one("{\"publish\":{\"echo\":false}}"));
        world.pass(Duration.ofMillis(10));
        assertBegins("{\"ack\":null", one("{\"publish\":{\"echo\":false}}"));
        assertEquals(501, new Asked(world.engine).extent("lobby").head());
    }
}
