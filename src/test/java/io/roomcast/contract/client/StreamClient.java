package io.roomcast.contract.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client to which one response is sent that never ends: lines of JSON, or Server-Sent Events. */
final class StreamClient extends HttpClients {
    private final boolean events;
    private final Bytes bytes = new Bytes();
    private String data = "";
    private String lastId = "";
    private CompletableFuture<?> response = CompletableFuture.completedFuture(null);

    private StreamClient(URI server, Entering entering, boolean events) {
        super(server, entering);
        this.events = events;
    }

    /** Enters, opens the stream and is welcomed there. */
    static StreamClient enter(URI server, Entering entering, boolean events) {
        StreamClient client = new StreamClient(server, entering, events);
        HttpRequest request = events ? client.eventSource() : client.lines();
        client.response =
                Http.CLIENT.sendAsync(request, client::subscriber).whenComplete((answer, failure) -> client.ended());
        client.awaitWelcome();
        return client;
    }

    private HttpRequest lines() {
        Map<String, String> query = Entering.with(entering().from(), "wait", "stream");
        return Http.request(
                        base(), Http.events(room(), Entering.query(query)), headers("Accept", "application/x-ndjson"))
                .timeout(java.time.Duration.ofMinutes(10))
                .build();
    }

    /** As a browser's EventSource asks: where it comes back, it says what it heard last in a header. */
    private HttpRequest eventSource() {
        Map<String, String> query = new LinkedHashMap<>(entering().from());
        String after = query.size() == 1 ? query.remove("after") : null;
        String[] headers = after == null
                ? headers("Accept", "text/event-stream")
                : headers("Accept", "text/event-stream", "Last-Event-ID", after);
        return Http.request(base(), Http.events(room(), Entering.query(query)), headers)
                .timeout(java.time.Duration.ofMinutes(10))
                .build();
    }

    private HttpResponse.BodySubscriber<Void> subscriber(HttpResponse.ResponseInfo info) {
        if (info.statusCode() == 200) {
            return BodySubscribers.ofByteArrayConsumer(this::piece);
        }
        return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), body -> {
            came(body.strip());
            refused(info.statusCode());
            return null;
        });
    }

    private void piece(Optional<byte[]> piece) {
        bytes.add(piece.orElse(new byte[0]));
        for (String line : bytes.lines()) {
            if (events) {
                field(line);
            } else if (!line.isEmpty()) {
                came(line);
            }
        }
    }

    private void field(String line) {
        if (line.startsWith("id: ")) {
            lastId = line.substring(4);
        } else if (line.startsWith("data: ")) {
            data = line.substring(6);
        } else if (line.isEmpty()) {
            block();
        } else if (!line.startsWith(":") && !line.startsWith("retry:")) {
            throw new AssertionError("A block has id and data, nothing else: " + line);
        }
    }

    /** The end of a block; one without data is a heartbeat. */
    private void block() {
        if (data.isEmpty() && !lastId.isEmpty()) {
            came("{\"position\":\"" + lastId + "\",\"room\":" + Commands.quoted(room()) + "}");
        } else if (!data.isEmpty()) {
            came(data);
            if (!lastId.isEmpty() && !isOver()) {
                standing().moveTo(lastId);
            }
        }
        data = "";
    }

    /** Ends the response from this side. */
    @Override
    public void close() {
        response.cancel(true);
        super.close();
    }
}
