package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A client that does not read delays nobody, and gets everything when it reads on. */
abstract class SlowReaderContract extends Contract {
    private static final int COUNT = 400;
    private static final String BULK = "x".repeat(30_000);

    /** Twelve million bytes, which no buffer on the way holds. */
    private void flood(Client publisher) {
        IntStream.range(0, COUNT).forEach(n -> acked(publisher.publish("c-" + n, n + BULK)));
    }

    private static List<String> expected() {
        return IntStream.range(0, COUNT).mapToObj(String::valueOf).toList();
    }

    private static String number(Line event) {
        return event.said().replace("x", "");
    }

    @Test
    void a_stalled_websocket_disturbs_nobody_and_gets_all_in_the_end() {
        List<Client> readers = Stream.of(Transport.values()).map(this::enter).toList();
        try (RawWebSocket stalled = new RawWebSocket(base, "ws/" + room)) {
            flood(enter(Transport.WEBSOCKET));
            for (Client reader : readers) {
                IntStream.range(0, COUNT)
                        .forEach(n -> assertEquals(n + "", number(reader.nextEvent()), reader.toString()));
            }
            for (int n = 0; n < COUNT; n++) {
                assertEquals(n + "", number(stalled.next("event")));
            }
        }
    }

    @Test
    void a_stalled_stream_does_not_disturb_others_and_gets_all_in_the_end() {
        for (String accept : List.of("application/x-ndjson", "text/event-stream")) {
            Client reader = enter(Transport.WEBSOCKET);
            try (Listener stalled = new Listener(base, room, accept)) {
                IntStream.range(0, COUNT).forEach(n -> acked(reader.publish(accept + n, n + BULK)));
                assertEquals(
                        expected(),
                        IntStream.range(0, COUNT)
                                .mapToObj(n -> number(reader.nextEvent()))
                                .toList());
                assertEquals(
                        expected(),
                        IntStream.range(0, COUNT)
                                .mapToObj(n -> number(Line.of(stalled.event())))
                                .toList());
            }
        }
    }
}
