package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A session of Engine.IO by polling, request by request, to send what no client library would. */
final class RawPolling {
    private static final String BETWEEN = "\u001e";

    private final URI base;
    private final int version;
    private final String sid;
    private final List<String> come;

    /** Says hello in version 4, or 3. */
    RawPolling(URI base, int version) {
        this.base = base;
        this.version = version;
        HttpResponse<String> answer = Http.get(base, "socket.io/?transport=polling&EIO=" + version);
        this.come = new ArrayList<>(packets(answer));
        this.sid = Line.object(come.remove(0).substring(1)).getString("sid");
    }

    String query() {
        return "EIO=" + version + "&sid=" + sid;
    }

    String path() {
        return "socket.io/?transport=polling&" + query();
    }

    HttpResponse<String> poll() {
        return Http.get(base, path());
    }

    /** A poll of whose answer one hears later. */
    CompletableFuture<HttpResponse<String>> waiting() {
        return CompletableFuture.supplyAsync(this::poll, task -> new Thread(task, "poll").start());
    }

    /** A body as it is. */
    HttpResponse<String> post(String body) {
        return Http.post(base, path(), body);
    }

    /** Packets in one body. */
    HttpResponse<String> send(String... packets) {
        return post(body(packets));
    }

    String body(String... packets) {
        StringBuilder body = new StringBuilder();
        for (String packet : packets) {
            if (version == 3) {
                body.append(packet.length()).append(':').append(packet);
            } else {
                body.append(body.length() == 0 ? "" : BETWEEN).append(packet);
            }
        }
        return body.toString();
    }

    /** The packets of the answer to a poll. */
    List<String> packets(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        if (version == 4) {
            return List.of(answer.body().split(BETWEEN, -1));
        }
        List<String> packets = new ArrayList<>();
        for (String rest = answer.body(); !rest.isEmpty(); ) {
            int colon = rest.indexOf(':');
            int end = colon + 1 + Integer.parseInt(rest.substring(0, colon));
            packets.add(rest.substring(colon + 1, end));
            rest = rest.substring(end);
        }
        return packets;
    }

    /** Polls until such a packet comes, and passes over the others. */
    String next(Predicate<String> wanted) {
        Optional<String> packet = take(wanted);
        while (packet.isEmpty()) {
            come.addAll(packets(poll()));
            packet = take(wanted);
        }
        return packet.get();
    }

    private Optional<String> take(Predicate<String> wanted) {
        while (!come.isEmpty()) {
            String first = come.remove(0);
            if (wanted.test(first)) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** Asserts that the session is not any more. */
    void isOver() {
        HttpResponse<String> answer = poll();
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", answer.body());
    }
}
