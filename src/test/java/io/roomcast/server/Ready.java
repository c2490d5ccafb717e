package io.roomcast.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until an application says that it is ready. */
public final class Ready {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Ready() {}

    public static void await(URI base) {
        URI ready = base.resolve("health/ready");
        Awaitility.await("an answer of " + ready)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> status(ready) == HttpURLConnection.HTTP_OK);
    }

    private static int status(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setReadTimeout(5_000);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
