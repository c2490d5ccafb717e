package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;

/** The way around being slow: who said {@code lag=latest} and stops reading goes on at the head when it wakes up in time. */
@OwnServer("--rate=0")
class LagIT extends Asleep {

    @OnEachStream
    void who_may_jump_and_wakes_up_in_time_is_told_what_it_skips_and_goes_on_at_the_head(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        try (Sleeper sleeper = sleeper(transport, "lag=latest&token=" + token())) {
            flood(publisher);
            long offset = 0;
            long skipped = 0;
            while (offset < COUNT) {
                Line line = sleeper.line();
                if (line.is("gap")) {
                    assertEquals("skipped", line.body().getString("reason"), line.text());
                    assertEquals(offset + 1, line.body().getInt("from"), line.text());
                    skipped += line.body().getInt("to") - offset;
                    offset = line.body().getInt("to");
                } else if (line.isEvent()) {
                    offset = isNext(offset, line);
                }
            }
            assertTrue(skipped > 100, skipped + " of " + COUNT);
            acked(publisher.publish("last", "awake"));
            Line line = sleeper.line();
            while (!line.isEvent()) {
                assertEquals("presence", line.kind(), line.text());
                line = sleeper.line();
            }
            assertEquals("awake", line.said());
        }
    }
}
