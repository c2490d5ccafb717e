package io.roomcast.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.old.OldFiles.OldSession;
import io.roomcast.server.ServerProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store and sessions of an earlier Roomcast, under the WAR that was built. */
class OldStoreIT {
    private static final String ROOM = "lobby";

    private final Map<String, OldSession> sessions = OldFiles.sessions();

    @TempDir
    private Path folder;

    private ServerProcess serve(String life) {
        return ServerProcess.standalone("--data=" + folder, life, "--demos=on");
    }

    /** The same with the old store, as if the WAR alone had been replaced. */
    private ServerProcess servePlaced() {
        OldFiles.putInPlace(folder);
        return serve(OldFiles.LONG_LIFE);
    }

    private void everythingIsReadAsThen(URI base) {
        List<List<String>> reads = OldFiles.rows("reads.tsv");
        assertTrue(reads.size() > 50, reads::toString);
        for (List<String> read : reads) {
            String[] headers = sessions.get(read.get(0)).headers();
            Superset.assertSays(
                    read.get(2), Http.get(base, read.get(1), headers).body());
        }
    }

    private void everyPublishIsAnsweredAsThen(URI base) {
        List<List<String>> publishes = OldFiles.rows("publishes.tsv");
        assertTrue(publishes.size() > 20, publishes::toString);
        for (List<String> publish : publishes) {
            HttpResponse<String> answer = Http.post(
                    base,
                    "rooms/" + Entering.encoded(publish.get(1)) + "/events",
                    publish.get(2),
                    sessions.get(publish.get(0)).headers());
            assertTrue(publish.get(3).startsWith("{\"ack\":"), publish::toString);
            Superset.assertSays(publish.get(3), answer.body());
        }
    }

    @Test
    void each_session_reads_what_it_read_then_with_the_same_positions_times_gaps_and_private_events() {
        try (ServerProcess server = servePlaced()) {
            everythingIsReadAsThen(server.base());
        }
    }

    @Test
    void what_was_published_then_gets_the_same_ack_when_it_is_sent_again_and_is_there_once() {
        try (ServerProcess server = servePlaced()) {
            everyPublishIsAnsweredAsThen(server.base());
        }
        try (ServerProcess again = serve(OldFiles.LONG_LIFE)) {
            everyPublishIsAnsweredAsThen(again.base());
            everythingIsReadAsThen(again.base());
        }
    }

    @Test
    void an_old_session_goes_on_at_its_old_position_and_its_new_token_is_of_the_same_member() {
        OldSession bob = sessions.get("bob");
        String then = head();
        try (ServerProcess server = servePlaced()) {
            String token;
            try (Client client = Transport.WEBSOCKET.enter(
                    server.base(), Entering.into(ROOM).token(bob.token()).after(before(then, 2)))) {
                assertEquals(bob.id(), client.id());
                assertEquals("bob", client.welcome().body().getJsonObject("me").getString("name"));
                assertTrue(client.welcome().body().getBoolean("recovered"), client.welcome()::toString);
                assertEquals("最后", client.nextEvent().said());
                assertEquals("at last", client.nextEvent().said());
                assertEquals(before(then, -1), client.publish("n-1", "new").position());
                assertEquals("new", client.nextEvent().said());
                token = client.token();
            }
            try (Client client = Transport.WEBSOCKET.enter(
                    server.base(), Entering.into(ROOM).token(token).after(then))) {
                assertEquals(bob.id(), client.id());
                assertEquals("new", client.nextEvent().said());
            }
        }
    }

    /** The last position of the lobby. */
    private static String head() {
        return OldFiles.rows("reads.tsv").stream()
                .filter(read -> read.get(1).startsWith("rooms/" + ROOM + "/"))
                .map(read -> Line.object(read.get(2)).getString("position"))
                .findFirst()
                .orElseThrow();
    }

    private static String before(String position, int events) {
        int colon = position.indexOf(':') + 1;
        return position.substring(0, colon) + (Long.parseLong(position.substring(colon)) - events);
    }

    @Test
    void a_copy_of_an_old_store_is_read_as_then_and_goes_on_in_a_new_epoch() {
        OldFiles.copy(folder);
        try (ServerProcess server = serve(OldFiles.LONG_LIFE)) {
            everythingIsReadAsThen(server.base());
            Line ack = Line.of(
                    Http.post(server.base(), "rooms/" + ROOM + "/events", "new").body());
            assertNotEquals(before(head(), -1), ack.position());
            assertTrue(ack.position().endsWith(before(head(), -1).replaceAll(".*:", ":")), ack::toString);
        }
    }

    @Test
    void an_old_token_expires_as_it_would_have_then() {
        OldFiles.putInPlace(folder);
        try (ServerProcess server = serve("--token-life=1s")) {
            HttpResponse<String> answer = Http.get(
                    server.base(),
                    "rooms/" + ROOM + "/events",
                    sessions.get("bob").headers());
            assertEquals(401, answer.statusCode(), answer.body());
            assertEquals("unauthorized", Line.of(answer.body()).code());
        }
    }
}
