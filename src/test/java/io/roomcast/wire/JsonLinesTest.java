package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.World;
import io.roomcast.room.Delivery;
import io.roomcast.room.Limits;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a line")
class JsonLinesTest {
    private static final Position POSITION = new Position("e", 42);

    private final World world = new World();
    private final JsonLines lines = new JsonLines(world.sessions, Limits.DEFAULT, ClientLimits.DEFAULT);

    private static String event(Member from, Content content, Instant at) {
        return new Event("lobby", POSITION, at, from, content).in(JsonLines.TEXT);
    }

    @Test
    @DisplayName("of an event begins with its room and offset")
    void events() {
        Member ann = new Member("V8", "ann \"大\"");
        assertEquals(
                "{\"room\":\"lobby\",\"offset\":42,\"type\":\"message\",\"at\":\"2026-11-20T10:15:30.123Z\","
                        + "\"from\":{\"id\":\"V8\",\"name\":\"ann \\\"大\\\"\"},\"data\":\"hi\"}",
                event(ann, Content.of("message", "\"hi\""), World.BEGINNING));
        assertEquals(
                "{\"room\":\"lobby\",\"offset\":42,\"type\":\"t\\n\",\"at\":\"2026-11-20T10:15:30.000Z\","
                        + "\"from\":{\"name\":\"guest\",\"guest\":true},\"args\":true,\"data\":[1.50],\"to\":[\"a\",\"b\"]}",
                event(
                        Member.guest("guest"),
                        new Content("t\n", "[1.50]", true, List.of("a", "b"), true),
                        World.BEGINNING.minusMillis(123)));
        assertEquals(
                "{\"room\":\"lobby\",\"offset\":42,\"type\":\"m\",\"at\":\"2026-11-20T10:15:30.123Z\",\"data\":null}",
                event(Member.NOBODY, Content.of("m", "null"), World.BEGINNING));
    }

    @Test
    @DisplayName("as bytes is the same line in UTF-8 with its end")
    void bytes() {
        Event event = new Event("大厅", POSITION, World.BEGINNING, Member.NOBODY, Content.of("m", "\"😀\""));
        assertEquals(event.in(JsonLines.TEXT) + "\n", new String(event.in(JsonLines.BYTES), StandardCharsets.UTF_8));
        assertTrue(event.in(JsonLines.BYTES) == event.in(JsonLines.BYTES));
    }

    @Test
    @DisplayName("of a welcome has all that a client needs")
    void welcome() {
        Member me = world.session("ann").member();
        String line = lines.line(new Delivery.Welcome(
                "lobby", me, POSITION, POSITION.at(43), Optional.of(List.of(me)), 1, 7, true, "j-1"));
        String id = "{\"id\":\"" + me.id() + "\",\"name\":\"ann\"}";
        String token = world.sessions.renew(me).token();
        assertEquals(
                "{\"welcome\":{\"room\":\"lobby\",\"me\":" + id + ",\"token\":\"" + token
                        + "\",\"position\":\"e:42\",\"head\":\"e:43\",\"members\":[" + id
                        + "],\"count\":1,\"roster\":7,\"recovered\":true,\"heartbeat\":25000,\"limits\":{\"frame\":65536,"
                        + "\"unacked\":128,\"roster\":200,\"list\":100,\"recipients\":100,\"rooms\":64},\"id\":\"j-1\"}}",
                line);
    }

    @Test
    @DisplayName("of a gap tells from where to where, why, and where reading goes on")
    void gaps() {
        assertEquals(
                "{\"gap\":{\"room\":\"lobby\",\"from\":1,\"to\":42,\"position\":\"e:42\",\"reason\":\"trimmed\"}}",
                lines.line(new Delivery.Gap("lobby", 1, 42, POSITION, Delivery.Reason.TRIMMED, false)));
        assertEquals(
                "{\"gap\":{\"room\":\"lobby\",\"from\":1,\"to\":2,\"position\":\"e:42\",\"reason\":\"trimmed\",\"private\":true}}",
                lines.line(new Delivery.Gap("lobby", 1, 2, POSITION, Delivery.Reason.TRIMMED, true)));
        assertEquals(
                "{\"gap\":{\"room\":\"lobby\",\"from\":1,\"to\":42,\"position\":\"e:42\",\"reason\":\"skipped\"}}",
                lines.line(new Delivery.Gap("lobby", 1, 42, POSITION, Delivery.Reason.SKIPPED, false)));
        assertEquals(
                "{\"gap\":{\"room\":\"lobby\",\"position\":\"e:42\",\"reason\":\"epoch\"}}",
                lines.line(new Delivery.Gap("lobby", 0, 0, POSITION, Delivery.Reason.EPOCH, false)));
    }

    @Test
    @DisplayName("of a presence has names, or only the count")
    void presence() {
        Optional<List<Member>> none = Optional.empty();
        Optional<List<Member>> ann = Optional.of(List.of(new Member("V8", "ann")));
        assertEquals(
                "{\"presence\":{\"room\":\"lobby\",\"joined\":[{\"id\":\"V8\",\"name\":\"ann\"}],\"left\":[],\"count\":2,\"roster\":8}}",
                lines.line(new Delivery.Presence("lobby", ann, Optional.of(List.of()), none, 2, 8)));
        assertEquals(
                "{\"presence\":{\"room\":\"lobby\",\"count\":2,\"roster\":8}}",
                lines.line(new Delivery.Presence("lobby", none, none, none, 2, 8)));
        assertEquals(
                "{\"presence\":{\"room\":\"lobby\",\"members\":[{\"id\":\"V8\",\"name\":\"ann\"}],\"count\":1,\"roster\":8}}",
                lines.line(new Delivery.Presence("lobby", none, none, ann, 1, 8)));
    }

    @Test
    @DisplayName("of a position, an ack, an error, a bye, a pong")
    void others() {
        assertEquals("{\"position\":\"e:42\",\"room\":\"lobby\"}", lines.line(new Delivery.Stand("lobby", POSITION)));
        assertEquals(
                "{\"ack\":\"c-1\",\"room\":\"lobby\",\"position\":\"e:42\"}",
                lines.ack("c-1", "lobby", new Ack.InLog(POSITION)));
        assertEquals(
                "{\"ack\":null,\"room\":\"lobby\",\"position\":\"e:42\"}",
                lines.ack("", "lobby", new Ack.InLog(POSITION)));
        assertEquals(
                "{\"ack\":null,\"room\":\"lobby\",\"data\":null}",
                lines.ack("", "lobby", new Ack.Taken(AnswerData.NOTHING)));
        assertEquals(
                "{\"ack\":\"c-1\",\"room\":\"lobby\",\"data\":{\"a\":1}}",
                lines.ack("c-1", "lobby", new Ack.Taken(new AnswerData("{\"a\":1}", false))));
        assertEquals(
                "{\"ack\":\"c-1\",\"room\":\"lobby\",\"args\":true,\"data\":[1,2]}",
                lines.ack("c-1", "lobby", new Ack.Taken(new AnswerData("[1,2]", true))));
        Delivery.Ask ask = new Delivery.Ask("lobby", 7, Content.of("question", "{\"a\":1}"), Duration.ofSeconds(5));
        assertEquals(
                "{\"ask\":{\"room\":\"lobby\",\"id\":\"q-7\",\"type\":\"question\",\"data\":{\"a\":1},\"within\":5000}}",
                lines.line(ask));
        Refusal refusal = new Refusal(Code.TOO_LARGE, "too \"much\"");
        assertEquals(
                "{\"error\":{\"code\":\"too_large\",\"message\":\"too \\\"much\\\"\",\"id\":\"c-1\",\"room\":\"lobby\"}}",
                lines.error(refusal, "c-1", "lobby"));
        assertEquals(
                "{\"error\":{\"code\":\"too_large\",\"message\":\"too \\\"much\\\"\"}}", lines.error(refusal, "", ""));
        Ending draining = new Ending(Code.DRAINING, "soon", true, Duration.ofMillis(1800));
        assertEquals(
                "{\"bye\":{\"code\":\"draining\",\"reason\":\"soon\",\"reconnect\":true,\"after\":1800}}",
                lines.bye(draining, ""));
        Ending replaced = Ending.of(Code.REPLACED).because("newer");
        assertEquals(
                "{\"bye\":{\"room\":\"lobby\",\"code\":\"replaced\",\"reason\":\"newer\",\"reconnect\":false}}",
                lines.bye(replaced, "lobby"));
        assertEquals("{\"pong\":1}", lines.pong("1"));
    }
}
