package io.roomcast.socketio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Line;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions without anything above them: what a client says comes back, in order, whatever way it takes. */
class EngineTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private EchoSite site;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        site = new EchoSite(folder, 0, EngineSettings.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void a_poll_takes_all_that_there_is() throws Exception {
        String session = open();
        assertEquals("ok", post(session, "4a\u001e4b\u001ebAQI=\u001e4").body());
        assertEquals("4a\u001e4b\u001ebAQI=\u001e4", poll(session).body());
    }

    @Test
    void what_no_poll_fetched_goes_out_first_on_the_websocket() throws Exception {
        String session = open();
        for (int count = 0; count < 100; count++) {
            post(session, "4" + count);
        }
        Ear ear = new Ear();
        WebSocket socket = connect(session, ear);
        say(socket, "2probe");
        assertEquals("3probe", ear.next());
        say(socket, "5");
        say(socket, "4100");
        for (int count = 0; count <= 100; count++) {
            assertEquals("4" + count, ear.next());
        }
        assertEquals(400, poll(session).statusCode());
        assertEquals(400, post(session, "4late").statusCode());
    }

    @Test
    void a_client_that_is_gone_is_no_longer_counted() throws Exception {
        String session = open();
        assertEquals(1, site.engines.count());
        post(session, "1");
        assertEquals(0, site.engines.count());
        assertTrue(poll(session).statusCode() == 200, "sent together with the close it may come a little later");
        assertEquals(400, poll(session).statusCode());
    }

    private String open() throws Exception {
        return "&sid=" + Line.object(poll("").body().substring(1)).getString("sid");
    }

    private HttpResponse<String> poll(String session) throws Exception {
        return http.send(HttpRequest.newBuilder(address(session)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String session, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(session))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI address(String session) {
        return site.base().resolve("?EIO=4&transport=polling" + session);
    }

    private WebSocket connect(String session, Ear ear) {
        String address =
                site.base().resolve("?EIO=4&transport=websocket" + session).toString();
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(address.replaceFirst("http", "ws")), ear)
                .join();
    }

    private static void say(WebSocket socket, String packet) {
        socket.sendText(packet, true).join();
    }

    /** Hears whole messages; they are short enough to come in one part. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            heard.add(text.toString());
            from.request(1);
            return null;
        }

        String next() throws InterruptedException {
            String packet = heard.poll(8, TimeUnit.SECONDS);
            return packet == null ? "nothing" : packet;
        }
    }
}
