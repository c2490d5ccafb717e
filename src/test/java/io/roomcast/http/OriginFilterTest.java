package io.roomcast.http;

import static io.roomcast.http.HttpCaller.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.http.origin.Hosts;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class OriginFilterTest extends ServerTest {
    private static final String LISTED = "https://pages.example.com";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private final LinkedBlockingQueue<Visitor> visitors = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Optional<Visitor>> arrivals = new LinkedBlockingQueue<>();

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.settings = HttpSettings.with(http -> {
            http.origins = Set.of(LISTED);
            http.trustedProxies = List.of("127.0.0.0/8", "10.0.0.0/8", "fd00::/8");
            http.loopbackOnly = true;
        });
        setup.access = (visitor, deed, room) -> {
            visitors.add(visitor);
            arrivals.add(CurrentVisitor.get());
            return !room.equals("closed") || deed == Access.Deed.LIST;
        };
        return setup;
    }

    /** The status line and the error of a request that is sent as it stands. */
    private String raw(String line, String... headers) {
        String request = line + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        try (HttpCaller.Raw raw = client.raw(request)) {
            return String.join("\n", raw.toTheEnd());
        }
    }

    @Test
    void aPageOfAForeignOriginIsRefusedBeforeItsBodyIsRead() {
        String head = "POST /rooms/lobby/events HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n";
        try (HttpCaller.Raw unfinished = client.raw(head + "Content-Length: 5\r\n\r\n")) {
            assertTrue(unfinished.line().startsWith("HTTP/1.1 403"));
            assertTrue(unfinished.until("error").contains("\"forbidden\""));
        }
        assertTrue(raw("GET /rooms", "Host: localhost", "Origin: null").startsWith("HTTP/1.1 403"));
        String upgrade = raw("GET /ws/lobby", "Host: localhost", "Origin: https://evil.example", "Upgrade: websocket");
        assertTrue(upgrade.startsWith("HTTP/1.1 403"));
    }

    @Test
    void aPageOfItsOwnOriginMayUseTheServer() {
        String own = "Host: localhost:" + server.port();
        assertTrue(raw("GET /rooms", own, "Origin: http://localhost:" + server.port())
                .startsWith("HTTP/1.1 200"));
        assertTrue(raw("GET /rooms", own, "Origin: https://localhost:" + server.port())
                .startsWith("HTTP/1.1 403"));
        assertTrue(
                raw("GET /rooms", "Host: localhost", "Origin: http://localhost").startsWith("HTTP/1.1 200"));
    }

    @Test
    void aPageOfAListedOriginMayUseTheServerAndReadItsAnswers() {
        HttpResponse<String> answer = client.post("/rooms/lobby/events", "hello", "Origin", LISTED);
        assertEquals(201, answer.statusCode());
        assertEquals(
                LISTED,
                answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        HttpResponse<String> refused = client.get("/rooms/lobby/events?after=x", "Origin", LISTED);
        assertEquals(
                LISTED,
                refused.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    }

    private HttpResponse<String> preflight(String... more) {
        List<String> headers = new ArrayList<>(List.of("Origin", LISTED, "Access-Control-Request-Method", "POST"));
        headers.addAll(List.of(more));
        return client.send("OPTIONS", "/rooms/lobby/events", new byte[0], headers.toArray(new String[0]));
    }

    @Test
    void aListedOriginIsToldWhatItMayAsk() {
        HttpResponse<String> preflight = preflight();
        assertEquals(204, preflight.statusCode());
        String allowed =
                preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow();
        assertTrue(allowed.contains("Roomcast-Token") && allowed.contains("Idempotency-Key"));
    }

    @Test
    void aListedOriginMaySendTheHeadersThatItAsksFor() {
        HttpResponse<String> preflight = preflight("Access-Control-Request-Headers", "x-mine,authorization");
        assertEquals(
                "x-mine,authorization",
                preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow());
    }

    @Test
    void aListedOriginMayUseSocketIoWithCredentialsAndNothingElse() {
        assertEquals(
                List.of("true"),
                client.get("/socket.io/?EIO=4", "Origin", LISTED).headers().allValues(CREDENTIALS));
        assertEquals(List.of(), client.get("/socket.io/?EIO=4").headers().allValues(CREDENTIALS));
        for (String path : List.of("/rooms/lobby/events", "/socket.iox", "/rooms")) {
            assertEquals(List.of(), client.get(path, "Origin", LISTED).headers().allValues(CREDENTIALS), path);
        }
    }

    @Test
    void aRequestFromAnotherSiteWithoutAnOriginIsRefused() {
        String[] elsewhere = {"Sec-Fetch-Site", "cross-site"};
        assertEquals("403 forbidden", error(client.get("/rooms/lobby/events", elsewhere)));
        assertEquals("403 forbidden", error(client.get("/socket.io/?EIO=4&transport=polling", elsewhere)));
        assertNotEquals(403, client.get("/socket.io/socket.io.js", elsewhere).statusCode(), "a script is for all");
        assertEquals(200, client.get("/health/live", elsewhere).statusCode());
        assertEquals(
                200,
                client.get("/rooms/lobby/events", "Sec-Fetch-Site", "same-origin")
                        .statusCode());
    }

    @Test
    void aServerOnLoopbackAnswersToItsOwnNamesAlone() {
        for (String host : List.of("localhost:8080", "127.0.0.1", "[::1]:80", "pages.example.com", "LocalHost")) {
            assertTrue(raw("GET /rooms", "Host: " + host).startsWith("HTTP/1.1 200"), host);
        }
        for (String host :
                List.of("evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1")) {
            assertTrue(raw("GET /rooms", "Host: " + host).startsWith("HTTP/1.1 403"), host);
        }
    }

    @Test
    void aProxyThatIsTrustedSaysWhoAsksAndWhere() throws InterruptedException {
        client.get("/rooms", "X-Forwarded-For", "6.6.6.6, 203.0.113.9:4711, 10.1.2.3");
        assertEquals("203.0.113.9", visitors.take().address());
        client.get("/rooms", "X-Forwarded-For", "2001:db8::7");
        assertEquals("2001:db8::7", visitors.take().address());
        client.get("/rooms", "X-Forwarded-For", "unknown");
        assertEquals("127.0.0.1", visitors.take().address());
        String[] headers = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "chat.example.com", "Origin"};
        String own = "https://chat.example.com";
        assertEquals(
                200,
                client.get("/rooms", headers[0], headers[1], headers[2], headers[3], headers[4], own)
                        .statusCode());
    }

    @Test
    void theDeployerSeesWhatTheClientSentForIt() throws InterruptedException {
        client.get("/rooms", "Authorization", "Basic abc");
        assertEquals(Optional.of("Basic abc"), visitors.take().credentials());
    }

    @Test
    void whoArrivesIsKnownToTheThreadUntilTheRequestIsPassedOn() throws InterruptedException {
        client.get("/rooms");
        assertEquals(Optional.of(visitors.take()), arrivals.take());
        client.post("/rooms/lobby/events", "hello");
        assertEquals(Optional.empty(), arrivals.take());
    }

    @Test
    void whatAccessForbidsIsForbidden() {
        assertEquals("403 forbidden", error(client.get("/rooms/closed/events")));
        assertEquals("403 forbidden", error(client.get("/rooms/closed/members")));
        assertEquals("403 forbidden", error(client.post("/rooms/closed/members", "")));
        assertEquals("403 forbidden", error(client.post("/rooms/closed/events", "hello")));
        assertEquals("403 forbidden", error(client.get("/rooms/closed/events", "Accept", EventStream.TYPE)));
    }

    @Test
    void onlyNamesThatAreListedAndAddressesAreHosts() {
        Hosts hosts = new Hosts(Set.of("Chat.example.org"));
        for (String host : List.of("chat.example.org", "localhost", "127.0.0.1", "[fd00::1]", "")) {
            assertTrue(hosts.mayBe("http://" + host), host);
            assertTrue(hosts.mayBe("https://" + host + ":8443"), host);
        }
        for (String host : List.of("evil.example", "chat.example.org.evil.example", "127.0.0.1.evil.example")) {
            assertFalse(hosts.mayBe("http://" + host), host);
            assertTrue(new Hosts(Set.of()).mayBe("http://" + host), "any, if none are listed");
        }
    }

    @Test
    void pagesMayDoWhatTheirTableSaysAndOthersThanOursGetNothing() {
        Map<String, String> more = Map.of("/", "img-src 'self';", "/wall/index.html", "media-src 'self' blob:;");
        more.forEach((path, part) -> {
            String policy = policy(path).orElseThrow();
            assertTrue(policy.contains(part) && policy.endsWith("frame-ancestors 'none'"), policy);
        });
        assertEquals(Optional.empty(), policy("/wall/../theirs/"));
        assertEquals(Optional.empty(), policy("/theirs/index.html"));
        assertEquals(Optional.empty(), client.get("/theirs").headers().firstValue("X-Content-Type-Options"));
    }

    private Optional<String> policy(String path) {
        return client.get(path).headers().firstValue("Content-Security-Policy");
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        for (String path : List.of("/rooms", "/rooms/lobby/events?after=x", "/health/live")) {
            HttpResponse<String> answer = client.get(path);
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
            assertEquals(
                    "no-referrer",
                    answer.headers().firstValue("Referrer-Policy").orElseThrow());
        }
        assertFalse(client.get("/rooms")
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .isPresent());
    }
}
