package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.kit.socket.RawSocket;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** However the bytes of a body come, they are published: containers differ most in how they tell its end. */
public abstract class BodyContract extends Contract {
    private static final int PATIENCE_MILLIS = 8_000;
    private static final String FIXED = "Content-Length: 5";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CHUNKS = "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

    private final HttpClient plain = client(HttpClient.Version.HTTP_1_1);

    @Test
    void a_body_that_comes_with_its_headers_is_published() throws Exception {
        published(head(FIXED) + "hello");
    }

    @Test
    void a_body_that_comes_after_its_headers_is_published() throws Exception {
        published(head(FIXED), "hello");
    }

    @Test
    void a_body_that_comes_a_byte_at_a_time_is_published() throws Exception {
        published(parts(head(FIXED), "hello"));
    }

    @Test
    void chunks_that_come_with_the_headers_are_published() throws Exception {
        published(head(CHUNKED) + CHUNKS);
    }

    @Test
    void chunks_that_come_after_the_headers_are_published() throws Exception {
        published(head(CHUNKED), CHUNKS);
    }

    @Test
    void chunks_whose_end_comes_later_are_published() throws Exception {
        published(head(CHUNKED) + "5\r\nhello\r\n", "0\r\n\r\n");
    }

    @Test
    void chunks_that_come_a_byte_at_a_time_are_published() throws Exception {
        published(parts(head(CHUNKED), CHUNKS));
    }

    @Test
    void an_empty_body_publishes_nothing() throws Exception {
        assertEquals(204, status(head("Content-Length: 0")));
    }

    @Test
    void a_large_body_is_published_whole() throws Exception {
        String text = "x".repeat(60_000);
        assertEquals(201, send(plain, BodyPublishers.ofString(text)));
        assertTrue(history().contains(text));
    }

    /** The first request of this client asks for HTTP/2, and where it gets it, the second is a stream of it. */
    @RepeatedTest(20)
    void a_body_in_http2_is_published_where_the_server_speaks_it() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_2);
        assertEquals(201, send(client, BodyPublishers.ofString("hello")));
        assertEquals(201, send(client, BodyPublishers.ofString("hello")));
    }

    @RepeatedTest(5)
    void a_body_of_unknown_length_in_http2_is_published_where_the_server_speaks_it() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_2);
        BodyPublisher pieces = BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(List.of("hel".getBytes(StandardCharsets.UTF_8), new byte[] {'l', 'o'})));
        assertEquals(201, send(client, pieces));
        assertEquals(201, send(client, pieces));
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    private int send(HttpClient client, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("rooms/bodies/events"))
                .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String history() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("rooms/bodies/events?last=1"))
                .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                .build();
        HttpResponse<String> answer = plain.send(request, BodyHandlers.ofString());
        return answer.body();
    }

    private String head(String length) {
        return "POST " + base.getPath() + "rooms/bodies/events HTTP/1.1\r\nHost: 127.0.0.1:" + base.getPort() + "\r\n"
                + length + "\r\n\r\n";
    }

    /** The headers, then each character by itself. */
    private static String[] parts(String head, String body) {
        return Stream.concat(Stream.of(head), body.chars().mapToObj(Character::toString))
                .toArray(String[]::new);
    }

    private void published(String... parts) throws Exception {
        assertEquals(201, status(parts));
        assertTrue(history().contains("\"data\":\"hello\""), "the text is whole");
    }

    /** Sends each part when the one before has surely gone its own way, and gives the status of the answer. */
    private int status(String... parts) throws Exception {
        try (RawSocket socket = new RawSocket(base)) {
            for (String part : parts) {
                socket.write(part);
                anotherRequest();
            }
            return socket.answer().status();
        }
    }

    /** One that is answered after what was sent before it has arrived. */
    private void anotherRequest() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("health/live"))
                .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                .build();
        plain.send(request, BodyHandlers.discarding());
    }
}
