package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import org.awaitility.Awaitility;

/** Coming back: nothing is lost and nothing comes twice, whatever cut the connection and whichever transport takes over. */
abstract class ResumeContract extends Contract {

    @OnEachTransport
    void after_a_reset_reading_goes_on_where_it_stopped(Transport transport) {
        goesOnAfter(Cut.RESET, transport);
    }

    @OnEachTransport
    void after_a_silent_loss_reading_goes_on_where_it_stopped(Transport transport) {
        goesOnAfter(Cut.SILENCE, transport);
    }

    private void goesOnAfter(Cut cut, Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        publish(publisher, 1, 3);
        hearsNext(reader, "1", "2", "3");
        reader.cut(cut);
        publish(publisher, 4, 6);
        Client back = comeBack(transport, reader);
        assertEquals(reader.id(), back.id());
        publish(publisher, "7");
        hearsNext(back, "4", "5", "6", "7");
    }

    @OnEachTransport
    void a_line_that_was_cut_in_the_middle_comes_again_whole(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        publish(publisher, "first");
        hearsNext(reader, "first");
        String big = "big ".repeat(5_000);
        reader.cable().cutAfter(9_000, Cut.RESET);
        publish(publisher, big);
        Awaitility.await().until(reader::isOver);
        assertTrue(reader.hear(java.time.Duration.ZERO).filter(Line::isEvent).isEmpty());
        hearsNext(comeBack(transport, reader), big);
    }

    @OnEachTransport
    void a_position_is_good_on_every_other_transport(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        int said = 0;
        for (Transport next : Transport.values()) {
            publish(publisher, String.valueOf(++said));
            hearsNext(reader, String.valueOf(said));
            reader.cut(Cut.RESET);
            publish(publisher, String.valueOf(++said));
            reader = comeBack(next, reader);
            hearsNext(reader, String.valueOf(said));
        }
    }

    @OnEachTransport
    void a_position_is_handed_over_while_the_old_connection_lives(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client old = enter(Transport.NDJSON);
        publish(publisher, 1, 2);
        hearsNext(old, "1", "2");
        Client next = comeBack(transport, old);
        publish(publisher, 3, 4);
        hearsNext(next, "3", "4");
    }

    @OnEachTransport
    void a_token_without_a_position_starts_at_the_head(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        reader.cut(Cut.RESET);
        publish(publisher, "missed");
        Client back = enter(transport, Entering.into(room).token(reader.token()));
        publish(publisher, "heard");
        hearsNext(back, "heard");
    }

    @OnEachTransport
    void recovered_says_whether_nothing_is_missing(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, "1");
        if (transport.isPoll()) {
            // A poll that comes back is not greeted: it asks for what is after its position, and a gap says what is
            // missing.
            assertFalse(enter(transport).welcome().body().getBoolean("recovered"));
            return;
        }
        Client reader = enter(transport);
        assertFalse(reader.welcome().body().getBoolean("recovered"));
        Line welcome = comeBack(transport, reader).welcome();
        assertTrue(welcome.body().getBoolean("recovered"), welcome.text());
        assertEquals(reader.position(), welcome.position());
        Line lost = enter(transport, Entering.into(room).after("nosuch:1")).welcome();
        assertFalse(lost.body().getBoolean("recovered"), lost.text());
    }

    @OnEachTransport
    void unanswered_publishes_are_repeated_after_a_cut(Transport transport) {
        Client ann = enter(transport);
        String first = acked(ann.publish("c-1", "once"));
        ann.send(io.roomcast.contract.client.Commands.publish("c-2", "perhaps"));
        ann.cut(Cut.RESET);
        Client back = comeBack(transport, ann);
        assertEquals(first, acked(back.publish("c-1", "once")));
        acked(back.publish("c-2", "perhaps"));
        assertEquals(java.util.List.of("once", "perhaps"), said(history("last=10")));
    }
}
