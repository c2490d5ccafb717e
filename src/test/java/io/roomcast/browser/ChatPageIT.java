package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The page to which the first steps with Socket.IO lead, made for its own server. Only its address is
 * changed, to the main namespace or to one by name; both are the lobby, where others use a plain WebSocket.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatPageIT {
    private static final String WRITTEN = "http://localhost:8080/";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private PageServer site;
    private ServerProcess server;
    private Browser browser;
    private Client eve;

    @BeforeAll
    void start() {
        site = started(new PageServer());
        browser = started(Browser.start());
        server = started(ServerProcess.standalone("--origins=" + site.origin()));
    }

    private <T extends AutoCloseable> T started(T one) {
        started.push(one);
        return one;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @BeforeEach
    void somebodyWithAWebSocketIsThere() {
        eve = Transport.WEBSOCKET.enter(server.base(), Entering.into("lobby").named("eve"));
    }

    @AfterEach
    void goHome() {
        browser.closePages();
        eve.close();
    }

    /** The page with the address of our server, and of a namespace; it is connected. */
    private BrowserPage open(String namespace) throws IOException {
        String page = PageServer.page("chat.html")
                .replace("io(\"" + WRITTEN, "io(\"" + server.base().resolve(namespace))
                .replace(WRITTEN, server.base().resolve("/").toString());
        assertTrue(!page.contains(WRITTEN), page);
        URI address = site.add("/chat/" + namespace, page);
        BrowserPage opened = browser.open(address);
        opened.await("socket.connected && socket.io.engine.transport.name === 'websocket'");
        return opened;
    }

    private static void shows(BrowserPage page, String... texts) {
        page.await("document.querySelectorAll('#messages li').length === " + texts.length);
        assertEquals(List.of(texts), page.texts("#messages li"));
        assertEquals(List.of(), page.failures());
    }

    private void hears(String text) {
        Line event = eve.nextEvent();
        assertEquals("chat message", event.json().getString("type"));
        assertEquals(text, event.said());
    }

    @Test
    @DisplayName(
            "Socket.IO: the chat page of the first steps with Socket.IO, only its address changed, beside a plain WebSocket")
    void the_chat_page() throws IOException {
        BrowserPage ann = open("");
        BrowserPage bob = open("lobby");
        ann.types("#input", "hello 大厅");
        hears("hello 大厅");
        bob.await("document.querySelectorAll('#messages li').length === 1");
        bob.writes("#input", "<b>hi</b> ann");
        bob.click("button");
        hears("<b>hi</b> ann");
        shows(ann, "hello 大厅", "<b>hi</b> ann");
        eve.send(Commands.publishing("c-1", "{\"type\":\"chat message\",\"data\":\"from a WebSocket\"}"));
        hears("from a WebSocket");
        for (BrowserPage page : List.of(ann, bob)) {
            shows(page, "hello 大厅", "<b>hi</b> ann", "from a WebSocket");
            assertEquals("\"\"", page.value("input.value").toString());
        }
    }

    @Test
    @DisplayName("Socket.IO: a page that was offline for a moment shows what was said meanwhile, once and in order")
    void a_page_comes_back() throws IOException {
        BrowserPage ann = open("");
        ann.types("#input", "before");
        hears("before");
        shows(ann, "before");
        ann.value("void socket.io.engine.close()");
        for (String text : List.of("one", "two", "three")) {
            eve.send(Commands.publishing(text, "{\"type\":\"chat message\",\"data\":\"" + text + "\"}"));
            hears(text);
        }
        shows(ann, "before", "one", "two", "three");
        assertEquals("true", ann.value("socket.recovered").toString());
    }
}
