package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code --unacked}: who has more publishes unanswered is told {@code too_many}, these are not published, and life goes on. */
@OwnServer("--unacked=1 --rate=0")
class UnansweredIT extends Contract {
    private static final int AT_ONCE = 200;
    private static final int BURSTS = 5;

    /** Bursts of publishes until one of them was too much; each has its own id and says it. */
    private void untilTooMany(IntFunction<List<Line>> burst) {
        List<String> acked = new ArrayList<>();
        List<Line> errors = new ArrayList<>();
        for (int turn = 0; turn < BURSTS && errors.isEmpty(); turn++) {
            for (Line answer : burst.apply(turn * AT_ONCE)) {
                if (answer.is("ack")) {
                    acked.add(answer.json().getString("ack"));
                } else {
                    errors.add(answer);
                }
            }
        }
        assertFalse(errors.isEmpty(), "never were too many unanswered");
        for (Line error : errors) {
            assertEquals(List.of("error", "too_many", room), List.of(error.kind(), error.code(), error.room()));
        }
        List<String> published = said(history("last=" + BURSTS * AT_ONCE));
        assertEquals(
                acked.stream().sorted().toList(), published.stream().sorted().toList());
    }

    @Test
    void over_a_websocket() {
        Client ann = enter(Transport.WEBSOCKET);
        assertEquals(1, ann.welcome().body().getJsonObject("limits").getInt("unacked"));
        untilTooMany(first -> {
            IntStream.range(first, first + AT_ONCE).forEach(n -> ann.send(Commands.publish("c-" + n, "c-" + n)));
            return IntStream.range(first, first + AT_ONCE)
                    .mapToObj(n -> ann.answerTo("c-" + n))
                    .toList();
        });
        acked(ann.publish("last", "last"));
    }

    @Test
    void over_http_it_is_429_and_names_the_id() {
        Client ann = enter(Transport.PLAIN_POLL);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            untilTooMany(first -> {
                List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(first, first + AT_ONCE)
                        .mapToObj(n -> CompletableFuture.supplyAsync(() -> post(ann, "c-" + n), threads))
                        .toList();
                return answers.stream()
                        .map(CompletableFuture::join)
                        .map(this::line)
                        .toList();
            });
        } finally {
            threads.shutdownNow();
        }
        assertEquals(201, post(ann, "last").statusCode());
    }

    private HttpResponse<String> post(Client by, String id) {
        return post("events", Commands.publish(id, id), "Roomcast-Token", by.token());
    }

    private Line line(HttpResponse<String> answer) {
        Line line = Line.of(answer.body());
        assertEquals(line.is("ack") ? 201 : 429, answer.statusCode(), answer.body());
        if (line.is("error")) {
            assertTrue(line.body().getString("id").startsWith("c-"), line.text());
            assertTrue(
                    answer.headers().firstValue("Retry-After").isPresent(),
                    answer.headers().toString());
        }
        return line;
    }
}
