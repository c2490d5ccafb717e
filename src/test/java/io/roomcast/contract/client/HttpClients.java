package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The common part of clients over HTTP: they enter by a POST, and publish by one at a time. */
abstract class HttpClients extends Wired {
    private final String token;
    private final JsonObject entered;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    HttpClients(URI server, Entering entering) {
        super(server, entering);
        String name = entering.name().isEmpty() ? "{}" : "{\"name\":" + Commands.quoted(entering.name()) + "}";
        HttpResponse<String> answer = post(entering, name);
        if (answer.statusCode() != 201) {
            cable().close();
            throw new Refused(answer.statusCode(), answer.body());
        }
        this.entered = Line.of(answer.body()).body();
        this.token = entered.getString("token");
    }

    private HttpResponse<String> post(Entering entering, String name) {
        String[] token = entering.token().isEmpty() ? new String[0] : new String[] {"Roomcast-Token", entering.token()};
        try {
            return Http.post(base(), Http.roomPath(room(), "members"), name, token);
        } catch (AssertionError unanswered) {
            cable().close();
            throw unanswered;
        }
    }

    /** The answer when it entered, which is not yet where it reads from. */
    final JsonObject entered() {
        return entered;
    }

    final String[] headers(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "Roomcast-Token";
        all[1] = token;
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public synchronized void send(String body) {
        var request = Http.request(base(), Http.events(room(), ""), headers())
                .POST(BodyPublishers.ofString(body))
                .build();
        sending = sending.handle((done, failure) -> done)
                .thenCompose(done -> Http.CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .thenAccept(answer -> {
                    if (!answer.body().isBlank()) {
                        came(answer.body().strip());
                    }
                });
    }

    @Override
    public void say(String text) {
        send(text);
    }

    @Override
    public void leave() {
        Http.post(base(), Http.roomPath(room(), "leave"), "", headers());
    }
}
