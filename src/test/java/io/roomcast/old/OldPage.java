package io.roomcast.old;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.browser.Browser;
import io.roomcast.browser.BrowserPage;
import io.roomcast.contract.client.Entering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A page of that time with the script of that time, as a browser has it that loaded both before the server was replaced. */
enum OldPage {
    ROOM_WEBSOCKET("room.html", "websocket"),
    ROOM_STREAM("room.html", "stream"),
    ROOM_WAIT("room.html", "wait"),
    ROOM_POLL("room.html", "poll"),
    SOCKET_WEBSOCKET("socket.html", "websocket"),
    SOCKET_POLLING("socket.html", "polling");

    private final String html;
    private final String way;

    OldPage(String html, String way) {
        this.html = html;
        this.way = way;
    }

    boolean isSocketIo() {
        return html.equals("socket.html");
    }

    /** Opens it in a tab of its own, which is live soon; the query says more than the way. */
    BrowserPage open(Browser browser, URI base, Map<String, String> query) {
        return open(browser.openEmpty(), base, query);
    }

    BrowserPage open(BrowserPage tab, URI base, Map<String, String> query) {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.put("way", way);
        URI address = base.resolve("old.html");
        Path script = isSocketIo() ? socketIo() : OldFiles.file("roomcast.js");
        URI of = base.resolve(isSocketIo() ? "socket.io/socket.io.js" : "roomcast.js");
        tab.keep(Map.of(address, OldFiles.file(html), of, script));
        tab.go(URI.create(address + "?"
                + all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + Entering.encoded(one.getValue()))
                        .collect(Collectors.joining("&"))));
        tab.await("window.isLive?.()");
        return tab;
    }

    /** Socket.IO's own client of the version that was in the WAR of that time. */
    private static Path socketIo() {
        Path client = Path.of(System.getProperty("test.npm"), "node_modules/client-4.8");
        try {
            String about = Files.readString(client.resolve("package.json"));
            assertTrue(about.contains("\"version\": \"4.8.4\""), about);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client.resolve("dist/socket.io.js");
    }
}
