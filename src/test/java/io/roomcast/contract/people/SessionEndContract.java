package io.roomcast.contract.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OnEachTransport;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The end of a session for good: by its owner, who has its token. */
public abstract class SessionEndContract extends Contract {
    private HttpResponse<String> end(String... headers) {
        return Http.delete(base, "session", headers);
    }

    private HttpResponse<String> end(Client client) {
        return end("Roomcast-Token", client.token());
    }

    private static void assertUnauthorized(HttpResponse<String> answer) {
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals("unauthorized", Line.of(answer.body().strip()).code());
    }

    @OnEachTransport
    void who_ends_its_session_is_gone_and_cannot_come_back(Transport transport) {
        Client bob = enter(Transport.NDJSON, Entering.into(room).named("bob"));
        Client ann = enter(transport, Entering.into(room).named("ann"));
        String token = ann.token();
        bob.next(line -> line.is("presence") && line.text().contains(ann.id()));
        assertEquals(204, end(ann).statusCode());
        bob.next(line -> line.is("presence")
                && line.text().contains("\"left\"")
                && line.text().contains(ann.id()));
        if (!transport.isPoll()) {
            JsonObject bye = ann.next("bye").body();
            assertEquals("unauthorized", bye.getString("code"));
            assertFalse(bye.getBoolean("reconnect"));
            Awaitility.await().until(ann::isOver);
        }
        assertEquals(
                "unauthorized",
                refusal(transport, Entering.into(room).token(token)).code());
        assertEquals(
                "unauthorized",
                refusal(transport, Entering.into(room + "-b").token(token)).code());
        publish(bob, "still here");
        hearsNext(bob, "still here");
        assertNotEquals(ann.id(), enter(transport).id());
    }

    @Test
    void a_token_of_a_session_that_was_ended_is_good_for_nothing_over_http() {
        Client ann = enter(Transport.WEBSOCKET);
        assertEquals(204, end(ann).statusCode());
        String[] token = {"Roomcast-Token", ann.token()};
        assertUnauthorized(get("events?last=1", token));
        assertUnauthorized(get("events?after=0:0&wait=5", token));
        assertUnauthorized(get("members", token));
        assertUnauthorized(post("events", "hi", token));
        assertUnauthorized(post("members", "", token));
        assertUnauthorized(post("leave", "", token));
        assertUnauthorized(end(ann));
    }

    @Test
    void only_who_has_the_token_ends_a_session() {
        Client ann = enter(Transport.WEBSOCKET);
        assertUnauthorized(end());
        assertUnauthorized(end("Roomcast-Token", ann.id()));
        assertEquals(405, Http.get(base, "session").statusCode());
        assertEquals(404, Http.delete(base, "rooms/" + room + "/session").statusCode());
        publish(ann, "1");
        hearsNext(ann, "1");
        assertEquals(204, Http.delete(base, "session?token=" + ann.token()).statusCode());
        assertEquals(List.of("1"), said(history("last=10")));
    }
}
