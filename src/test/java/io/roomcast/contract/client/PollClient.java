package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A client that asks again and again; each question waits at the server, or none does. */
final class PollClient extends HttpClients {
    private static final Executor A_LITTLE_LATER = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);

    private final int wait;
    private Map<String, String> from;
    private long roster;
    private CompletableFuture<?> question = CompletableFuture.completedFuture(null);

    private PollClient(URI server, Entering entering, int wait) {
        super(server, entering);
        this.wait = wait;
        this.from = entering.from();
        this.roster = entered().getJsonNumber("roster").longValue();
    }

    /** Enters, and asks for the first time. */
    static PollClient enter(URI server, Entering entering, int wait) {
        PollClient client = new PollClient(server, entering, wait);
        client.came("{\"welcome\":" + client.entered() + "}");
        boolean fromHead = entering.from().keySet().stream().allMatch("lag"::equals);
        if (fromHead) {
            client.from = Entering.with(client.from, "after", client.position());
        } else if (entering.from().getOrDefault("after", "").matches("[^:]+:[0-9]{1,16}")) {
            client.standing().moveTo(entering.from().get("after"));
        }
        client.ask();
        return client;
    }

    private void ask() {
        Map<String, String> query = new LinkedHashMap<>(from);
        query.put("wait", String.valueOf(wait));
        query.put("roster", String.valueOf(roster));
        HttpRequest request = Http.request(base(), Http.events(room(), Entering.query(query)), headers())
                .build();
        question = Http.CLIENT.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure != null) {
                ended();
            } else {
                take(answer);
            }
        });
    }

    private void take(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            came(answer.body().strip());
            refused(answer.statusCode());
            return;
        }
        JsonObject body = Line.object(answer.body());
        synchronized (this) {
            RawEvents.in(answer.body()).forEach(this::came);
            standing().moveTo(body.getString("position"));
        }
        news(body);
        from = Entering.with(withoutBeginning(), "after", position());
        if (body.containsKey("bye")) {
            came("{\"bye\":" + body.get("bye") + "}");
            ended();
        } else if (!isOver()) {
            again(this::ask);
        }
    }

    private void news(JsonObject body) {
        if (body.containsKey("presence")) {
            JsonObject presence = body.getJsonObject("presence");
            roster = presence.getJsonNumber("roster").longValue();
            came("{\"presence\":" + presence + "}");
        } else if (body.containsKey("roster")) {
            roster = body.getJsonNumber("roster").longValue();
        }
    }

    private Map<String, String> withoutBeginning() {
        Map<String, String> rest = new LinkedHashMap<>(from);
        rest.keySet().retainAll(java.util.Set.of("lag"));
        return rest;
    }

    private void again(Runnable question) {
        if (wait == 0) {
            A_LITTLE_LATER.execute(question);
        } else {
            question.run();
        }
    }

    /** Asks no more after leaving: that would be coming back. */
    @Override
    public void leave() {
        ended();
        if (wait == 0) {
            question.handle((answer, failure) -> answer).join();
        }
        super.leave();
    }

    /** Nobody waits for the answer any more. */
    @Override
    public void close() {
        question.cancel(true);
        super.close();
    }
}
