package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.util.List;

/** Events for some only: live, in history and after a resume, without a trace for anybody else. */
abstract class FilterContract extends Contract {

    private List<String> historyOf(Client client) {
        return said(history("last=20", "Roomcast-Token", client.token()));
    }

    @OnEachTransport
    void only_the_addressed_and_the_sender_hear_it(Transport transport) {
        Client ann = enter(transport);
        Client bob = enter(transport);
        Client eve = enter(transport);
        whisper(ann, "secret", bob);
        publish(ann, "public");
        Line secret = bob.nextEvent();
        assertEquals("secret", secret.said());
        assertEquals(
                List.of(bob.id()),
                secret.json().getJsonArray("to").getValuesAs(jakarta.json.JsonString.class).stream()
                        .map(jakarta.json.JsonString::getString)
                        .toList());
        hearsNext(bob, "public");
        hearsNext(eve, "public");
        hearsNext(ann, "secret", "public");
        assertEquals(List.of("secret", "public"), historyOf(ann));
        assertEquals(List.of("secret", "public"), historyOf(bob));
        assertEquals(List.of("public"), historyOf(eve));
        assertEquals(List.of("public"), said(history("last=20")));
    }

    @OnEachTransport
    void one_id_may_be_given_without_a_list(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(transport);
        Client eve = enter(transport);
        ann.send(Commands.publishing("c-1", "{\"data\":\"secret\",\"to\":" + Commands.quoted(bob.id()) + "}"));
        acked(ann.answerTo("c-1"));
        publish(ann, "public");
        hearsNext(bob, "secret", "public");
        hearsNext(eve, "public");
    }

    @OnEachTransport
    void without_echo_the_sender_does_not_hear_it(Transport transport) {
        Client ann = enter(transport);
        Client bob = enter(transport);
        ann.send("{\"publish\":{\"data\":\"mine\",\"echo\":false},\"id\":\"c-1\"}");
        acked(ann.answerTo("c-1"));
        whisperWithoutEcho(ann, "to bob", bob);
        publish(bob, "next");
        hearsNext(ann, "next");
        hearsNext(bob, "mine", "to bob", "next");
        assertEquals(List.of("next"), historyOf(ann));
        assertEquals(List.of("mine", "to bob", "next"), historyOf(bob));
        assertEquals(List.of("mine", "next"), said(history("last=20")));
    }

    @OnEachTransport
    void private_events_that_were_missed_come_after_a_resume(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(transport);
        Client eve = enter(transport);
        publish(ann, "0");
        hearsNext(bob, "0");
        hearsNext(eve, "0");
        bob.cut(Cut.RESET);
        eve.cut(Cut.RESET);
        publish(ann, "1");
        whisper(ann, "2", bob);
        publish(ann, "3");
        hearsNext(comeBack(transport, bob), "1", "2", "3");
        Client eveAgain = comeBack(transport, eve);
        hearsNext(eveAgain, "1", "3");
        assertTrue(
                eveAgain.heard().stream().noneMatch(line -> line.is("gap")),
                eveAgain.heard().toString());
    }

    @OnEachTransport
    void the_last_ones_are_counted_among_those_that_one_may_see(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client eve = enter(transport);
        publish(ann, "1", "2");
        whisper(ann, "secret", ann);
        assertEquals(List.of("1", "2"), said(history("last=2", "Roomcast-Token", eve.token())));
        assertEquals(List.of("2", "secret"), said(history("last=2", "Roomcast-Token", ann.token())));
    }

    @OnEachTransport
    void a_position_moves_past_events_for_others(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client eve = enter(transport);
        whisper(ann, "secret", ann);
        String head = publish(ann, "public");
        hearsNext(eve, "public");
        assertEquals(head, eve.position());
    }
}
