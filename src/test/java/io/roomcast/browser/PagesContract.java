package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Commands;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on every server, under whatever path it has them. */
public abstract class PagesContract {
    private static final String LIVE = "document.querySelector('#state').dataset.state === 'live'";
    private static Browser browser;

    private final String room = "room-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @AfterEach
    void goHome() {
        browser.closePages();
    }

    /** A page as somebody types it: without the slash at the end. */
    private BrowserPage typed(URI base, String path) {
        BrowserPage page = browser.open(base.resolve("health/live"));
        page.value("void location.assign("
                + Commands.quoted(base.resolve(path + "?room=" + room).toString()) + ")");
        page.await("location.pathname === "
                + Commands.quoted(base.getPath() + path + (path.isEmpty() ? "" : "/"))
                + " && document.readyState === 'complete'");
        return page;
    }

    private BrowserPage chat(URI base, String name) {
        BrowserPage page = typed(base, "");
        page.await("!document.querySelector('#door').hidden");
        page.types("#name", name);
        page.await(LIVE);
        return page;
    }

    @Test
    @DisplayName("two people chat, and what a phone posts flies over the wall")
    void together(URI base) {
        BrowserPage ann = chat(base, "ann");
        BrowserPage bob = chat(base, "bob");
        BrowserPage wall = typed(base, "wall");
        wall.await(LIVE);
        ann.types("#say", "from ann");
        bob.await("document.querySelector('#timeline .text')?.innerText === 'from ann'");
        wall.await("document.querySelector('.flying')?.innerText === 'from ann'");
        BrowserPage phone = typed(base, "post");
        phone.looks(390, 844, false);
        phone.await(LIVE);
        phone.types("#text", "from a phone");
        phone.await("document.querySelectorAll('#sent .arrived').length === 1");
        wall.await("[...document.querySelectorAll('.flying')].some((one) => one.innerText === 'from a phone')");
        for (BrowserPage page : List.of(ann, bob, wall, phone)) {
            assertEquals(List.of(), page.failures());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    @DisplayName("the client reads and publishes by each way")
    void ways(String way, URI base) {
        BrowserPage page = browser.open(base.resolve("start/"));
        page.value("""
                void import(new URL('../roomcast.js', location)).then(({connect}) => {
                    window.client = connect('../', {transports: ['%s'], poll: 100, wait: 2});
                    window.room = client.join('%s');
                    window.heard = [];
                    room.on('message', ({data}) => heard.push(data));
                    void ['1', '2', '3'].forEach((data) => room.publish('message', data));
                })
                """.formatted(way, room));
        page.await(
                "window.heard?.join() === '1,2,3' && client.transport === '" + way + "' && room.pending.length === 0");
        assertEquals(List.of(), page.failures());
    }

    @Test
    @DisplayName("the laboratory's six ways hear the same")
    void lab(URI base) {
        BrowserPage lab = typed(base, "lab");
        lab.await("document.querySelectorAll('.panel[data-state=open]').length === 6");
        lab.click("#ten");
        lab.await("[...document.querySelectorAll('#table tr')].every((row) => row.children[2].innerText === '10')");
        assertEquals(List.of(), lab.failures());
    }
}
