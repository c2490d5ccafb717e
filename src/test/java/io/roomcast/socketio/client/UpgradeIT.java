package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Many clients that go over from polling to WebSocket while the room talks on. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000 --history=20000")
class UpgradeIT extends Contract {
    private static final int CLIENTS = 100;
    private static final int NUMBERS = 10_000;
    private static final int LIST = 100;

    /** So many numbers the slowest client may be behind. */
    private static final int AHEAD = 1000;

    @Test
    void each_of_a_hundred_clients_hears_ten_thousand_numbers_in_order_while_it_changes_to_a_WebSocket()
            throws IOException {
        Client eve = enter(Transport.WEBSOCKET);
        Process node = node(eve.position());
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            JsonObject news = Line.object(lines.readLine());
            for (int said = 0; !news.containsKey("over"); news = Line.object(lines.readLine())) {
                for (int heard = news.getInt("heard"); said < Math.min(NUMBERS, heard + AHEAD); said += LIST) {
                    publish(eve, said + 1, said + LIST);
                }
            }
            assertTrue(news.getJsonArray("problems").isEmpty(), news::toString);
            assertEquals(NUMBERS, news.getInt("heard"));
            assertEquals(CLIENTS, news.getInt("upgraded"));
            assertTrue(news.getInt("polled") > 0, news::toString);
            assertTrue(news.getInt("onSocket") > 0, news::toString);
        } finally {
            node.destroy();
        }
    }

    /** The clients, who read from this position on. They give up by themselves. */
    private Process node(String position) throws IOException {
        return new ProcessBuilder(
                        "node",
                        "src/test/js/upgrade.mjs",
                        System.getProperty("test.npm"),
                        base.toString(),
                        "/" + room,
                        position,
                        String.valueOf(CLIENTS),
                        String.valueOf(NUMBERS))
                .redirectError(Redirect.INHERIT)
                .start();
    }
}
