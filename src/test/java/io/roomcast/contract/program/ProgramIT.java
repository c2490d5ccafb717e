package io.roomcast.contract.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OnEachTransport;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.ServerProcess;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program {@link Trial}, seen from every transport. */
@OwnServer(value = OwnServer.QUICK + " --program-time=500ms --ask=2s", programs = Trial.class)
class ProgramIT extends Contract {

    private Line emit(Client client, String id, String type, String data) {
        client.send(Commands.publishing(id, "{\"type\":" + Commands.quoted(type) + ",\"data\":" + data + "}"));
        return client.answerTo(id);
    }

    private static void assertAnswered(String data, Line ack) {
        assertEquals("ack", ack.kind(), ack.text());
        assertEquals(data, ack.data().toString());
        assertEquals("", ack.position());
    }

    /** The next event that is of this type. */
    private static Line next(Client client, String type) {
        return client.next(
                line -> line.isEvent() && line.json().getString("type").equals(type));
    }

    private Client listener() {
        return enter(Transport.WEBSOCKET, Entering.into(room).named("bob"));
    }

    @OnEachTransport
    void what_is_taken_is_answered_and_in_no_log(Transport transport) {
        Client ann = enter(transport);
        assertAnswered("{\"n\":1.50}", emit(ann, "c-1", "take", "{\"n\":1.50}"));
        assertAnswered("null", emit(ann, "c-2", "take nothing", "1"));
        Line many = emit(ann, "c-3", "take many", "1");
        assertAnswered("[1,\"two\",{\"three\":[3]}]", many);
        assertTrue(many.json().getBoolean("args"));
        assertEquals(List.of(), history("last=10"));
    }

    @OnEachTransport
    void a_repeat_of_what_was_taken_is_answered_the_same(Transport transport) {
        Client ann = enter(transport);
        Line first = emit(ann, "c-1", "keep", "1");
        assertAnswered("[1,\"" + name(ann) + "\"]", first);
        Line again = emit(ann, "c-1", "keep", "1");
        assertEquals(first.data(), again.data());
        assertAnswered("[2,\"" + name(ann) + "\"]", emit(ann, "c-2", "keep", "1"));
        assertEquals("conflict", emit(ann, "c-1", "keep", "2").code());
    }

    private static String name(Client client) {
        return client.welcome().body().getJsonObject("me").getString("name");
    }

    @OnEachTransport
    void what_is_refused_says_why(Transport transport) {
        Client ann = enter(transport);
        Line error = emit(ann, "c-1", "refuse", "\"today\"");
        assertEquals("forbidden", error.code());
        assertEquals("not today", error.body().getString("message"));
        assertEquals(List.of(), history("last=10"));
    }

    @OnEachTransport
    void what_is_replaced_is_published_so(Transport transport) {
        Client ann = enter(transport);
        Client bob = listener();
        Line first = emit(ann, "c-1", "replace", "\"hi\"");
        assertEquals("HI", next(bob, "replace").said());
        assertEquals("HI", next(ann, "replace").said());
        assertEquals(first.position(), emit(ann, "c-1", "replace", "\"hi\"").position());
        emit(ann, "c-2", "replace all", "1");
        Line replaced = next(ann, "replaced");
        assertEquals("[\"by\",\"these\"]", replaced.data().toString());
        assertTrue(replaced.json().getBoolean("args"));
    }

    @OnEachTransport
    void what_several_programs_see_they_see_by_their_priority(Transport transport) {
        Client ann = enter(transport);
        emit(ann, "c-1", "twice", "\"seen\"");
        assertEquals("seen first second", next(ann, "twice").said());
    }

    @OnEachTransport
    void a_program_speaks_to_one_to_all_to_all_others_and_to_some(Transport transport) {
        Client ann = enter(transport);
        Client bob = listener();
        Client eve = listener();
        emit(ann, "c-1", "to one", "1");
        emit(ann, "c-2", "to others", "2");
        emit(ann, "c-3", "to some", "[\"" + ann.id() + "\",\"" + eve.id() + "\"]");
        emit(ann, "c-4", "to all", "4");
        assertEquals(List.of("one", "some", "all"), types(ann, "all"));
        assertEquals(List.of("others", "all"), types(bob, "all"));
        assertEquals(List.of("others", "some", "all"), types(eve, "all"));
        Line other = bob.heard().stream()
                .filter(Line::isEvent)
                .filter(line -> line.json().getString("type").equals("others"))
                .findFirst()
                .orElseThrow();
        assertFalse(other.json().containsKey("from"), other.text());
        List<Line> hers = history("last=10", "Roomcast-Token", ann.token());
        assertTrue(hers.stream().noneMatch(line -> line.text().contains("\"others\"")), hers::toString);
    }

    /** The types of the program's events that somebody hears until the one of this type. */
    private static List<String> types(Client client, String last) {
        next(client, last);
        return client.heard().stream()
                .filter(Line::isEvent)
                .map(line -> line.json().getString("type"))
                .filter(type -> List.of("one", "others", "some", "all").contains(type))
                .toList();
    }

    @OnEachTransport
    void a_question_is_answered_by_whoever_was_asked(Transport transport) {
        Client ann = enter(transport);
        Client bob = listener();
        emit(ann, "c-1", "ask", "{\"what\":7}");
        JsonObject ask = ann.next("ask").body();
        assertEquals("question", ask.getString("type"));
        assertEquals("{\"what\":7}", ask.get("data").toString());
        ann.send("{\"answer\":{\"so\":42},\"id\":\"" + ask.getString("id") + "\"}");
        assertEquals("{\"so\":42}", next(bob, "answered").said());
        assertTrue(bob.heard().stream().noneMatch(line -> line.is("ask")));
    }

    @OnEachTransport
    void who_does_not_answer_is_waited_for_only_so_long(Transport transport) {
        Client ann = enter(transport);
        Client bob = listener();
        emit(ann, "c-1", "ask", "1");
        ann.next("ask");
        assertTrue(next(bob, "answered").said().contains("no answer within 2000 ms"));
    }

    @OnEachTransport
    void who_leaves_is_told_of_with_what_was_kept(Transport transport) {
        Client bob = listener();
        Client ann = enter(transport, Entering.into(room).named("ann"));
        // For programs, a client that leaves before they heard of it never came: they have heard of it when they see
        // what it
        // says.
        emit(ann, "c-1", "keep", "1");
        ann.leave();
        assertEquals("ann", next(bob, "left").said());
    }

    @OnEachTransport
    void those_who_look_on_hear_what_is_in_the_log_and_what_was_taken(Transport transport) {
        Client bob = listener();
        Client ann = enter(transport);
        emit(ann, "c-1", "look", "\"here\"");
        assertEquals("[\"here\",\"c-1\"]", next(bob, "seen").data().toString());
        emit(ann, "c-2", "to one", "1");
        assertEquals("taken", next(bob, "seen").said());
    }

    @OnEachTransport
    void a_program_that_hangs_makes_a_publish_unavailable_and_holds_up_nobody_after_it(Transport transport) {
        Client ann = enter(transport);
        assertEquals("unavailable", emit(ann, "c-1", "hang", "1").code());
        next(ann, "interrupted");
        acked(emit(ann, "c-2", "message", "\"on\""));
        assertEquals("on", next(ann, "message").said());
    }

    @OnEachTransport
    void a_program_that_fails_lets_the_event_pass(Transport transport) {
        Client ann = enter(transport);
        acked(emit(ann, "c-1", "fail", "\"now\""));
        assertEquals("now", next(ann, "fail").said());
    }

    @OnEachTransport
    void a_program_speaks_to_other_rooms_and_ends_rooms(Transport transport) {
        Client ann = enter(transport, Entering.into(room).named("ann"));
        Client far = enter(Transport.WEBSOCKET, Entering.into(room + "-far"));
        emit(ann, "c-1", "elsewhere", Commands.quoted(room + "-far"));
        assertEquals("ann", next(far, "from afar").said());
        Client bob = listener();
        acked(emit(ann, "c-2", "message", "1"));
        next(bob, "message");
        ann.send(Commands.publishing("c-3", "{\"type\":\"remove\"}"));
        assertEquals("closed", bob.next("bye").code());
        assertEquals(List.of(), history("last=10"));
    }

    @OnEachTransport
    void who_is_kicked_is_told_why_and_is_gone(Transport transport) {
        Client bob = listener();
        Client ann = enter(transport, Entering.into(room).named("ann"));
        ann.send(Commands.publishing("c-1", "{\"type\":\"kick\",\"data\":\"enough\"}"));
        assertEquals("ann", next(bob, "left").said());
        JsonObject bye = ann.next("bye").body();
        assertEquals("kicked", bye.getString("code"));
        assertEquals("enough", bye.getString("reason"));
        assertFalse(bye.getBoolean("reconnect"));
    }

    @OnEachTransport
    void whose_session_a_program_ends_is_nobody_any_more(Transport transport) {
        Client bob = listener();
        Client ann = enter(transport, Entering.into(room).named("ann"));
        ann.send(Commands.publishing("c-1", "{\"type\":\"end\"}"));
        assertEquals("ann", next(bob, "left").said());
        assertEquals(
                "unauthorized",
                refusal(transport, Entering.into(room).token(ann.token())).code());
    }

    @Test
    void of_a_list_what_is_taken_drops_out() {
        Client ann = enter(Transport.WEBSOCKET);
        ann.send(Commands.publishing(
                "c-1", "[{\"data\":\"1\"},{\"type\":\"take nothing\",\"data\":2},{\"data\":\"3\"}]"));
        acked(ann.answerTo("c-1"));
        hearsNext(ann, "1", "3");
        ann.send(Commands.publishing("c-2", "[{\"data\":\"4\"},{\"type\":\"refuse\",\"data\":\"5\"}]"));
        assertEquals("forbidden", ann.answerTo("c-2").code());
        publish(ann, "6");
        hearsNext(ann, "6");
    }

    @Test
    void a_guest_is_seen_and_answered() {
        assertEquals(
                "{\"ack\":null,\"room\":\"" + room + "\",\"data\":5}\n",
                post("events", "{\"publish\":{\"type\":\"take\",\"data\":5}}").body());
        assertEquals(401, post("events", "{\"answer\":1,\"id\":\"q-1\"}").statusCode());
        Client ann = enter(Transport.LONG_POLL);
        assertEquals(
                404,
                post("events", "{\"answer\":1,\"id\":\"q-1\"}", "Roomcast-Token", ann.token())
                        .statusCode());
    }

    @Test
    void what_a_program_throws_is_reported_once(ServerProcess server) throws IOException {
        Client ann = enter(Transport.WEBSOCKET);
        for (int number = 1; number <= 3; number++) {
            acked(emit(ann, "c-" + number, "fail", "\"now\""));
        }
        emit(ann, "c-4", "hang", "1");
        String log = Files.readString(server.output());
        assertEquals(2, log.split("the program io.roomcast.contract.program.Trial", -1).length - 1, log);
        assertEquals(2, log.split("IllegalStateException: ", -1).length - 1, log);
        assertTrue(log.contains("IllegalStateException: as asked: now"), log);
        assertTrue(log.contains("at io.roomcast.contract.program.Trial.hang("), log);
    }
}
