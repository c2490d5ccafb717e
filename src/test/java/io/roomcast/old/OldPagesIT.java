package io.roomcast.old;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.browser.Browser;
import io.roomcast.browser.BrowserPage;
import io.roomcast.contract.client.Cable;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.kit.Line;
import io.roomcast.old.OldFiles.OldSession;
import io.roomcast.server.ServerProcess;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages that were open while the old server was replaced: each has an old session, and stands at an old position of the old store. Then
 * the new server is killed and started again, and stopped and started again.
 */
class OldPagesIT {
    private static final String ROOM = "lobby";

    /** The offset behind which the pages stand. */
    private static final int OLD = 11;

    @TempDir
    private Path folder;

    private final Map<OldPage, BrowserPage> pages = new EnumMap<>(OldPage.class);

    private ServerProcess serve() {
        return ServerProcess.standalone("--data=" + folder, OldFiles.LONG_LIFE, "--drain=100ms");
    }

    @Test
    void pages_that_were_open_through_the_upgrade_go_on_and_survive_restarts_without_loss_or_doubling()
            throws Exception {
        OldFiles.putInPlace(folder);
        try (Browser browser = Browser.startForKeptPages()) {
            ServerProcess first = serve();
            try (Cable cable = new Cable(first.base())) {
                open(browser, cable);
                say("first");
                allHeard(first, 1);
                // Those with roomcast.js may be killed with a publish under way: they send it again.
                pages.forEach((old, page) -> page.value(old.isSocketIo() ? "1" : said(old, "flying")));
                first.process().destroyForcibly().waitFor();
                pages.values().forEach(page -> page.await("!isLive()"));
                say("during");
                ServerProcess second = serve();
                cable.mend(second.base());
                allHeard(second, 3);
                second.close();
                pages.values().forEach(page -> page.await("!isLive()"));
                try (ServerProcess third = serve()) {
                    cable.mend(third.base());
                    pages.values().forEach(page -> page.await("isLive()"));
                    say("last");
                    allHeard(third, 4);
                }
            } finally {
                first.process().destroyForcibly();
            }
        }
    }

    private void open(Browser browser, Cable cable) {
        Map<String, OldSession> sessions = OldFiles.sessions();
        List<String> socket = OldFiles.rows("socket.io.tsv").get(0);
        String position = socket.get(2);
        assertEquals(OLD, Integer.parseInt(position.substring(position.indexOf(':') + 1)));
        Map<OldPage, String> names = new EnumMap<>(
                Map.of(OldPage.ROOM_WEBSOCKET, "安娜", OldPage.ROOM_STREAM, "bob", OldPage.ROOM_WAIT, "Чарли"));
        names.forEach((old, name) -> {
            OldSession session = sessions.get(name);
            Map<String, String> query = Map.of("room", ROOM, "token", session.token(), "after", position);
            pages.put(old, old.open(browser, cable.base(), query));
            assertEquals(session.id(), pages.get(old).text("me()"));
        });
        OldPage page = OldPage.SOCKET_WEBSOCKET;
        Map<String, String> query = Map.of("room", ROOM, "pid", socket.get(1), "offset", position);
        pages.put(page, page.open(browser, cable.base(), query));
        assertEquals(socket.get(0), pages.get(page).text("me()"));
        assertEquals("true", pages.get(page).value("socket.recovered").toString());
    }

    private static String said(OldPage old, String text) {
        return "void say('" + text + " by " + old + "', '" + text + "')";
    }

    private void say(String text) {
        pages.forEach((old, page) -> page.value(said(old, text)));
    }

    /** Waits for the acks of all that was said, and compares what each page heard with what the server has for its session. */
    private void allHeard(ServerProcess server, int acks) {
        pages.forEach((old, page) -> page.await("acks.length === " + (old.isSocketIo() && acks > 1 ? acks - 1 : acks)));
        Map<OldPage, String> said = pages.keySet().stream().collect(toMap(old -> old, old -> history(server, old)));
        said.forEach((old, all) -> {
            BrowserPage page = pages.get(old);
            page.await("JSON.stringify(heard).length >= " + all.length());
            assertEquals(all, page.value("heard").toString(), old.toString());
            assertEquals("[]", page.value("gaps").toString());
            assertEquals(List.of(), page.failures());
        });
        String everything = said.get(OldPage.SOCKET_WEBSOCKET);
        int texts = everything.split(" by ", -1).length - 1;
        assertEquals(
                pages.values().stream()
                        .mapToInt(page -> page.value("acks").asJsonArray().size())
                        .sum(),
                texts,
                everything);
    }

    /** The data of all events since then that a page's session may read. */
    private static String history(ServerProcess server, OldPage old) {
        String token = switch (old) {
            case ROOM_WEBSOCKET -> OldFiles.sessions().get("安娜").token();
            case ROOM_STREAM -> OldFiles.sessions().get("bob").token();
            case ROOM_WAIT -> OldFiles.sessions().get("Чарли").token();
            default -> OldFiles.rows("socket.io.tsv").get(0).get(1).replaceAll("\\..*", "");
        };
        String answer = Http.get(server.base(), "rooms/" + ROOM + "/events?last=1000", "Roomcast-Token", token)
                .body();
        Stream<JsonValue> data = RawEvents.in(answer).stream()
                .map(Line::of)
                .filter(line -> line.isEvent() && line.offset() > OLD)
                .map(Line::data);
        return data.map(JsonValue::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
