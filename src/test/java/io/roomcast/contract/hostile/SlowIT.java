package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The end {@code slow}: who takes nothing for as long as {@code --stall} says is ended, and told so when it wakes up. */
@OwnServer("--stall=2s --heartbeat=20s --grace=1ms --rate=0")
class SlowIT extends Asleep {

    private int members() {
        return Line.object(get("members").body()).getInt("count");
    }

    @OnEachStream
    void who_takes_nothing_for_too_long_is_told_slow_after_a_whole_line_and_ended_with_4412(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        String token = token();
        try (Sleeper sleeper = sleeper(transport, "token=" + token)) {
            assertEquals(2, members());
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(publisher));
            // An end can be told only to somebody who reads again before the connection is given up.
            Awaitility.await("the end")
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> members() == 1);
            long offset = 0;
            Line line = sleeper.line();
            for (; !line.is("bye"); line = sleeper.line()) {
                offset = line.isEvent() ? isNext(offset, line) : offset;
            }
            assertEquals("slow", line.code(), line.text());
            assertTrue(line.body().getBoolean("reconnect"), line.text());
            assertTrue(offset > 0 && offset < COUNT, offset + " of " + COUNT);
            sleeper.isOver();
            flood.join();
            readsOnAfter(offset, token);
        }
    }

    /** Being slow costs a connection, and not one event. */
    private void readsOnAfter(long offset, String token) {
        String head = Line.of(get("events").body()).position();
        String position = head.substring(0, head.indexOf(':') + 1) + offset;
        Client again =
                enter(Transport.LONG_POLL, Entering.into(room).token(token).after(position));
        long last = offset;
        while (last < COUNT) {
            last = isNext(last, again.nextEvent());
        }
    }

    @Test
    void who_does_not_read_the_answers_is_told_slow_and_ended() {
        try (RawWebSocket deaf = new RawWebSocket(base, "ws/" + room)) {
            deaf.next("welcome");
            String ping = "{\"ping\":" + Commands.quoted(BULK) + "}";
            for (int pings = 0; pings < COUNT; pings++) {
                deaf.send(ping);
            }
            assertEquals("slow", deaf.next("bye").code());
            assertEquals(4412, deaf.closeCode());
        }
    }
}
