package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Everything beyond a limit is refused with a code and not published, and the connection goes on. */
abstract class LimitContract extends Contract {
    static final String SETTINGS = "--frame=2k --payload=2k --rate=5 --burst=2s --session-rooms=3 --roster=3"
            + " --heartbeat=300ms --grace=500ms --joins=100000 --new-rooms=100000";

    @OnEachTransport
    void a_command_beyond_the_frame_is_too_large(Transport transport) {
        Client ann = enter(transport);
        for (String large : List.of(Commands.publish("c-1", "x".repeat(3_000)), "x".repeat(3_000))) {
            ann.send(large);
            assertEquals("too_large", ann.next("error").code());
            if (ann instanceof WebSocketClient socket) {
                assertEquals(1009, socket.closeCode());
            }
            if (transport.isWebSocket() || transport.isSocketIo() || transport == Transport.TCP) {
                // The rest of the message is not read: the connection ends, and its position stays good.
                Awaitility.await().until(ann::isOver);
                ann = comeBack(transport, ann);
            }
        }
        publish(ann, "small");
        hearsNext(ann, "small");
    }

    @OnEachTransport
    void a_command_that_just_fits_is_taken(Transport transport) {
        Client ann = enter(transport);
        String empty = ann.framed(Commands.publish("c-1", ""));
        acked(ann.publish("c-1", "x".repeat(2048 - empty.length())));
    }

    @OnEachTransport
    void faster_than_the_rate_is_too_fast_and_certainly_not_published(Transport transport) {
        Client ann = enter(transport);
        IntStream.range(0, 30).forEach(n -> ann.send(Commands.publish("c-" + n, String.valueOf(n))));
        List<Line> answers =
                IntStream.range(0, 30).mapToObj(n -> ann.answerTo("c-" + n)).toList();
        List<Line> errors = answers.stream().filter(line -> line.is("error")).toList();
        assertTrue(errors.size() >= 10, answers.toString());
        assertTrue(errors.stream()
                .allMatch(line -> line.code().equals("too_fast") && line.room().equals(room)));
        List<String> acked = answers.stream()
                .filter(line -> line.is("ack"))
                .map(line -> line.json().getString("ack").substring(2))
                .toList();
        assertEquals(acked, said(history("last=50")));
    }

    @Test
    void a_list_counts_as_many_as_it_has() {
        Client ann = enter(Transport.WEBSOCKET);
        String ten = "{\"publish\":[" + "{},".repeat(9) + "{}],\"id\":\"l-";
        ann.send(ten + "0\"}");
        acked(ann.answerTo("l-0"));
        ann.send(ten + "1\"}");
        assertEquals("too_fast", ann.answerTo("l-1").code());
    }

    @Test
    void one_connection_reads_so_many_rooms_and_no_more() {
        Client ann = enter(Transport.WEBSOCKET);
        for (String more : List.of("b", "c")) {
            ann.send("{\"join\":\"" + room + more + "\",\"id\":\"" + more + "\"}");
            ann.next(line -> line.is("welcome") && line.room().equals(room + more));
        }
        ann.send("{\"join\":\"" + room + "d\",\"id\":\"d\"}");
        Line error = ann.answerTo("d");
        assertEquals("too_many", error.code());
        assertEquals(room + "d", error.body().getString("room"), error.text());
        ann.send("{\"leave\":\"" + room + "b\"}");
        ann.next("bye");
        ann.send("{\"join\":\"" + room + "d\",\"id\":\"d\"}");
        ann.next(line -> line.is("welcome") && line.room().equals(room + "d"));
    }

    @OnEachTransport
    void the_limits_are_told_in_the_welcome(Transport transport) {
        var limits = enter(transport).welcome().body().getJsonObject("limits");
        assertEquals(2048, limits.getInt("frame"));
        assertEquals(3, limits.getInt("roster"));
        assertEquals(3, limits.getInt("rooms"));
    }

    @Test
    void a_body_beyond_the_bound_is_413() {
        Client ann = enter(Transport.PLAIN_POLL);
        var answer = post("events", "x".repeat(20_000), "Roomcast-Token", ann.token());
        assertEquals(413, answer.statusCode());
        assertEquals("too_large", Line.of(answer.body()).code());
    }

    @Test
    void a_room_of_more_than_the_limit_tells_only_how_many_are_here() {
        Client ann = enter(Transport.WEBSOCKET);
        List<Client> all =
                IntStream.range(0, 3).mapToObj(n -> enter(Transport.WEBSOCKET)).toList();
        var last = all.get(2).welcome().body();
        assertEquals(4, last.getInt("count"));
        assertTrue(!last.containsKey("members"), last.toString());
        var presence = ann.next(line -> line.is("presence") && line.body().getInt("count") == 4)
                .body();
        assertTrue(!presence.containsKey("joined") && !presence.containsKey("members"), presence.toString());
        var page = Line.object(get("members?limit=3").body());
        assertEquals(3, page.getJsonArray("members").size());
    }
}
