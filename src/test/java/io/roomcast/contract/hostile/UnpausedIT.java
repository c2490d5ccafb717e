package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that asks without pause hears the room, although the next answers are due each time that the last are out. */
@OwnServer("--replies=16m --rate=0")
class UnpausedIT extends Contract {
    private static final int MORE_THAN_BUFFERS_HOLD = 12_000_000;
    private static final String NEWS = "the news";

    @EnumSource
    @ParameterizedTest(name = "{0}")
    void who_asks_without_pause_hears_what_is_said(Asker.Way way) {
        Client witness = enter(Transport.WEBSOCKET);
        try (Asker asker = Asker.enter(base, room, way)) {
            int due = MORE_THAN_BUFFERS_HOLD / asker.bytes();
            IntStream.range(0, due).forEach(turn -> asker.asks());
            asker.speaks();
            hearsNext(witness, Asker.WORD);
            publish(witness, NEWS);
            assertTrue(
                    asker.lines().limit(3L * due).peek(line -> asker.asks()).anyMatch(line -> line.contains(NEWS)),
                    () -> "not among " + 3L * due + " lines");
        }
    }
}
