package io.roomcast.http;

import io.roomcast.room.Limits;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing here ends as slow before a test is over, so that only a connection that is gone can free a seat. */
class DisconnectTest extends ServerTest {
    private static final String LINES = "application/x-ndjson";

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.limits = Limits.with(limits -> {
            limits.heartbeat = Duration.ofMillis(500);
            limits.grace = Duration.ofMillis(200);
            limits.presence = Duration.ofMillis(10);
        });
        return setup;
    }

    private void waitForReaders(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.ingress().rooms().readers("lobby") == count);
    }

    @Test
    void aClientThatDisconnectsFreesItsSeat() {
        String token = client.enter("lobby", "ann").getString("token");
        HttpCaller.Raw stream = client.stream("/rooms/lobby/events?wait=stream&token=" + token, LINES);
        stream.until("welcome");
        waitForReaders(1);
        stream.close();
        waitForReaders(0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> server.ingress()
                                .rooms()
                                .members("lobby", 0, 0)
                                .toCompletableFuture()
                                .join()
                                .count()
                        == 0);
    }
}
