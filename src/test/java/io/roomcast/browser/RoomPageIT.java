package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The chat at the server's root, as people use it in a browser. */
class RoomPageIT extends VisitedRoom {
    private static final String LINES = "#timeline li";
    private static final String TEXTS = "#timeline .text";

    private BrowserPage enter(String name) {
        BrowserPage page = browser.open(cable.base().resolve("?room=" + room));
        page.await("!document.querySelector('#door').hidden");
        page.types("#name", name);
        page.await("document.querySelector('#state').dataset.state === 'live'");
        return page;
    }

    private void says(String... texts) {
        for (String text : texts) {
            keeps(text, "{\"data\":" + Commands.quoted(text) + "}");
        }
    }

    private static void shows(BrowserPage page, String... texts) {
        page.await("document.querySelectorAll('" + TEXTS + "').length === " + texts.length);
        assertEquals(List.of(texts), page.texts(TEXTS));
        assertEquals(List.of(), page.failures());
    }

    @Test
    @DisplayName("chat room: enter green, leave red, message blue, each with the time; user N is the default name")
    void colours(URI base) {
        BrowserPage ann = enter("");
        assertTrue(ann.text("document.querySelector('#members li:last-child').innerText")
                .startsWith("user-"));
        says("hello");
        Client bob = Transport.WEBSOCKET.enter(base, Entering.into(room).named("bob"));
        ann.await("document.querySelectorAll('" + LINES + "').length === 2");
        bob.send("{\"bye\":true}");
        ann.await("document.querySelectorAll('" + LINES + "').length === 3");
        assertEquals("blue,green,red", ann.text("""
                        Array.from(document.querySelectorAll('#timeline .message .text, #timeline .enter, #timeline .leave'), (one) => {
                            const [red, green, blue] = getComputedStyle(one).color.match(/[0-9]+/g).map(Number);
                            return blue > red && blue > green ? 'blue' : green > red ? 'green' : 'red';
                        }).join()
                        """));
        List<String> lines = ann.texts(LINES);
        assertTrue(lines.get(0).matches("(?s).*[0-9]{2}:[0-9]{2}.*eve hello"), lines::toString);
        assertTrue(lines.get(1).matches("(?s).*[0-9]{2}:[0-9]{2}.*bob joined"), lines::toString);
        assertTrue(lines.get(2).matches("(?s).*[0-9]{2}:[0-9]{2}.*bob left"), lines::toString);
        bob.close();
    }

    @Test
    @DisplayName(
            "one conversation: people at pages and people on TCP are in one conversation; a page that is closed has left")
    void oneConversation(URI base) {
        BrowserPage ann = enter("ann");
        BrowserPage bob = enter("bob");
        ann.types("#say", "from ann");
        assertEquals("from ann", eve.nextEvent().said());
        bob.types("#say", "from bob");
        assertEquals("from bob", eve.nextEvent().said());
        says("from eve");
        for (BrowserPage page : List.of(ann, bob)) {
            shows(page, "from ann", "from bob", "from eve");
            page.await("document.querySelector('#count').innerText === '3'");
        }
        bob.go(URI.create("about:blank"));
        Awaitility.await()
                .until(() ->
                        !Http.get(base, "rooms/" + room + "/members").body().contains("bob"));
        ann.await("document.querySelector('#count').innerText === '2'");
    }

    @Test
    @DisplayName("reconnecting: who loses the network is told, writes on, and has everything once when it is back")
    void lost() {
        BrowserPage ann = enter("ann");
        says("1");
        shows(ann, "1");
        cable.lose();
        ann.await("document.querySelector('#state').dataset.state === 'resuming'");
        ann.types("#say", "3");
        assertEquals(List.of("3 not sent yet"), ann.texts("#pending li"));
        says("2");
        cable.mend();
        shows(ann, "1", "2", "3");
        assertEquals(List.of(), ann.texts("#pending li"));
        assertEquals("Connected", ann.text("document.querySelector('#state').innerText"));
    }

    @Test
    @DisplayName("what people write is text, whatever it looks like; addresses are links")
    void text() {
        BrowserPage ann = enter("<i>ann</i>");
        String markup = "<img src=x onerror=document.title='bad'><script>document.title='bad'</script>&amp;";
        ann.types("#say", markup);
        assertEquals(markup, eve.nextEvent().said());
        says("see https://example.org/?a=1&b=2.", "javascript:alert(1) and data:text/html,x");
        shows(ann, markup, "see https://example.org/?a=1&b=2.", "javascript:alert(1) and data:text/html,x");
        assertEquals("Roomcast", ann.text("document.title"));
        assertEquals(
                "https://example.org/?a=1&b=2",
                ann.text("Array.from(document.querySelectorAll('#chat a'), (link) => link.href).join()"));
        assertEquals(
                "0",
                ann.value("document.querySelectorAll('#chat img, #chat script, #chat i').length")
                        .toString());
    }

    @Test
    @DisplayName("Enter sends, but not the one that ends what an input method composes, in no field")
    void inputMethod() {
        BrowserPage ann = browser.open(cable.base().resolve("?room=" + room));
        ann.await("!document.querySelector('#door').hidden");
        String composed = "(selector) => document.querySelector(selector).dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))";
        ann.value("['#name', '#room-name'].forEach(" + composed + ")");
        ann.types("#name", "安");
        ann.await("document.querySelector('#state').dataset.state === 'live'");
        ann.writes("#say", "你好");
        ann.value("(" + composed + ")('#say')");
        ann.types("#say", "，大家");
        shows(ann, "你好，大家");
    }

    @Test
    @DisplayName("history comes page by page without a seam; what is new below is counted, and begins behind a line")
    void history() {
        says(IntStream.rangeClosed(1, 120).mapToObj(number -> "line " + number).toArray(String[]::new));
        BrowserPage ann = enter("ann");
        ann.await("document.querySelectorAll('" + TEXTS + "').length === 50");
        for (int shown : new int[] {100, 120}) {
            ann.value("void (document.querySelector('#scroll').scrollTop = 0)");
            ann.await("document.querySelectorAll('" + TEXTS + "').length === " + shown);
        }
        ann.await("document.querySelector('#earlier').hidden");
        ann.value("void (document.querySelector('#scroll').scrollTop = 0)");
        says("one", "two", "three");
        ann.await(
                "document.querySelector('#news').innerText === '3 new messages' && document.title === '(3) Roomcast'");
        assertEquals(
                "three",
                ann.text(
                        "document.querySelector('.unread').parentElement.lastElementChild.querySelector('.text').innerText"));
        ann.click("#news");
        ann.await("document.querySelector('#news').hidden && document.title === 'Roomcast'");
        shows(
                ann,
                Stream.concat(
                                IntStream.rangeClosed(1, 120).mapToObj(number -> "line " + number),
                                Stream.of("one", "two", "three"))
                        .toArray(String[]::new));
    }

    @Test
    @DisplayName("everything is in English or in Chinese, as one switches")
    void language() {
        BrowserPage ann = enter("ann");
        says("hello");
        ann.click("#language");
        ann.await("document.documentElement.lang === 'zh-Hans'");
        assertEquals("已连接", ann.text("document.querySelector('#state').innerText"));
        assertEquals("发送", ann.text("document.querySelector('#speak button').innerText"));
        assertEquals("写点什么", ann.text("document.querySelector('#say').placeholder"));
        String latin = ann.text("document.body.innerText");
        assertTrue(latin.contains("成员") && !latin.contains("Leave the room"), latin);
        ann.click("#language");
        ann.await("document.documentElement.lang === 'en'");
    }
}
