package io.roomcast.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.browser.Browser;
import io.roomcast.browser.BrowserPage;
import io.roomcast.contract.client.Cable;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of an earlier time, with its {@code roomcast.js} or with Socket.IO's client, on the server of today. */
public abstract class OldPagesContract {
    private static Browser browser;

    private final String room = "room-" + UUID.randomUUID();
    private Cable cable;
    private Client eve;

    @BeforeAll
    static void start() {
        browser = Browser.startForKeptPages();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void somebodyIsThere(URI base) {
        cable = new Cable(base);
        eve = Transport.WEBSOCKET.enter(base, Entering.into(room).named("eve"));
    }

    @AfterEach
    void goHome() {
        browser.closePages();
        eve.close();
        cable.close();
    }

    private void says(String... texts) {
        for (String text : texts) {
            assertTrue(eve.publish(text, text).is("ack"), text);
        }
    }

    private static void heard(BrowserPage page, String... texts) {
        String all = "["
                + String.join(",", List.of(texts).stream().map(Commands::quoted).toList()) + "]";
        page.await("heard.length >= " + texts.length);
        assertEquals(all, page.value("heard").toString());
        assertEquals("[]", page.value("gaps").toString());
        assertEquals(List.of(), page.failures());
    }

    @ParameterizedTest
    @EnumSource
    void an_old_page_hears_publishes_and_comes_back_after_a_cut_to_everything_once(OldPage old) {
        says("早", "上");
        BrowserPage page = old.open(browser, cable.base(), Map.of("name", "ann", "room", room));
        String id = page.text("me()");
        page.value("void say('大厅', 'c-1')");
        page.await("acks.length === 1");
        heard(page, "早", "上", "大厅");
        cable.lose();
        page.await("!isLive()");
        says("1", "2");
        page.value("void say('3', 'c-2')");
        cable.mend();
        page.await("acks.length === 2");
        says("4");
        heard(page, "早", "上", "大厅", "1", "2", "3", "4");
        assertEquals(id, page.text("me()"));
        List<String> all = new ArrayList<>();
        while (!all.contains("4")) {
            all.add(eve.nextEvent().said());
        }
        assertEquals(List.of("早", "上", "大厅", "1", "2", "3", "4"), all);
        assertEquals(
                List.of(eve.positionAt(3), eve.positionAt(6)),
                page.value("acks")
                        .asJsonArray()
                        .getValuesAs(one -> one.toString().replace("\"", "")));
    }

    /** The script in the page adds to each line that comes what a later server might add. */
    @Test
    void an_old_page_ignores_lines_and_keys_that_it_does_not_know() throws IOException {
        BrowserPage tab = browser.openEmpty();
        tab.beforehand(Files.readString(OldFiles.file("newer.js")));
        BrowserPage page = OldPage.ROOM_WEBSOCKET.open(tab, cable.base(), Map.of("name", "ann", "room", room));
        says("1");
        page.value("void say('2', 'c-1')");
        page.await("acks.length === 1");
        cable.lose();
        page.await("!isLive()");
        says("3");
        cable.mend();
        heard(page, "1", "2", "3");
        page.await("novelties > 5");
    }

    /** The lines of one connection then; of the same commands now each kind comes again, with whatever it had. */
    @Test
    void a_server_says_each_kind_of_line_with_all_keys_that_it_had(URI base) {
        List<Line> then = OldFiles.lines("lines.ndjson").stream().map(Line::of).toList();
        List<Line> now = new ArrayList<>();
        try (WebSocketClient ann = WebSocketClient.open(base, room)) {
            ann.send("{\"ping\":1}");
            now.add(ann.next("pong"));
            ann.send("{\"join\":\"" + room + "\",\"name\":\"ann\",\"id\":\"j-1\"}");
            now.add(ann.next("welcome"));
            ann.send("{\"room\":\"" + room + "\",\"publish\":{\"data\":1},\"id\":\"c-1\"}");
            now.add(ann.next("ack"));
            now.add(ann.next("event"));
            ann.send("{\"room\":\"" + room + "\",\"publish\":7,\"id\":\"c-2\"}");
            now.add(ann.next("error"));
            now.add(ann.next("position"));
            try (Client bob = Transport.WEBSOCKET.enter(base, Entering.into(room))) {
                assertTrue(bob.welcome().is("welcome"));
                now.add(ann.next("presence"));
            }
            ann.send("{\"leave\":\"" + room + "\"}");
            now.add(ann.next("bye"));
            ann.send("{\"bye\":true}");
            now.add(ann.next("bye"));
        }
        assertEquals(then.size(), now.size());
        for (Line one : now) {
            Line same = then.stream()
                    .filter(line -> line.kind().equals(one.kind()))
                    .filter(line -> !one.is("bye")
                            || line.room().isEmpty() == one.room().isEmpty())
                    .findFirst()
                    .orElseThrow();
            Superset.assertShape(same.json(), one.json());
        }
    }
}
