package io.roomcast.http;

import static io.roomcast.http.HttpCaller.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the requests of one address")
class RequestsPerAddressTest extends ServerTest {
    private static final int MOST = 5;

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.settings = HttpSettings.with(http -> http.requestsPerAddress = MOST);
        return setup;
    }

    private void waitUntilAnotherIs(int status) {
        Awaitility.await("the status " + status)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> client.get("/rooms/lobby/members").statusCode() == status);
    }

    @Test
    @DisplayName("are limited while they wait, and counted no longer when they have ended")
    void waiting() {
        String poll = "GET /rooms/lobby/events?after=0:0&wait=60 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        List<HttpCaller.Raw> all =
                Stream.generate(() -> client.raw(poll)).limit(MOST).toList();
        waitUntilAnotherIs(429);
        assertEquals("429 too_many", error(client.get("/rooms")));
        Draft draft = new Draft("lobby", Member.guest("ann"), "", List.of(Content.of("message", "1")));
        server.ingress().rooms().publish(draft);
        all.forEach(raw -> assertTrue(raw.line().startsWith("HTTP/1.1 200")));
        waitUntilAnotherIs(200);
        all.forEach(HttpCaller.Raw::close);
    }
}
