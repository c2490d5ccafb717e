package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.QrCode;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The danmaku wall, and the page that posts to it from a phone. */
class WallPageIT extends VisitedRoom {
    private static final String FLYING = "document.querySelectorAll('.flying')";
    private static final String TEXT = "document.querySelector('.flying')";

    private BrowserPage wall() {
        BrowserPage wall = browser.open(cable.base().resolve("wall/?room=" + room));
        wall.await("document.querySelector('#state').dataset.state === 'live'");
        return wall;
    }

    private BrowserPage phone() {
        BrowserPage phone = browser.open(cable.base().resolve("post/?room=" + room));
        phone.looks(390, 844, false);
        phone.await("document.querySelector('#state').dataset.state === 'live'");
        return phone;
    }

    private void flies(String id, String data) {
        keeps(id, "{\"type\":\"danmaku\",\"data\":" + data + "}");
    }

    @Test
    @DisplayName(
            "danmaku wall: what a phone posts with colour and size flies by on the wall, and everybody else hears {msg, color, size}")
    void posted() {
        BrowserPage wall = wall();
        BrowserPage phone = phone();
        phone.click("input[value='#f9a8d4']");
        phone.click("input[value='48']");
        phone.types("#text", "你好，大家");
        JsonObject data = eve.nextEvent().data().asJsonObject();
        assertEquals("你好，大家", data.getString("msg"));
        assertEquals("#f9a8d4", data.getString("color"));
        assertEquals(48, data.getInt("size"));
        wall.await(FLYING + ".length === 1");
        assertEquals("你好，大家", wall.text(TEXT + ".innerText"));
        assertEquals(
                "rgb(249, 168, 212) 48px",
                wall.text("(({color, fontSize}) => color + ' ' + fontSize)(getComputedStyle(" + TEXT + "))"));
        phone.await("document.querySelectorAll('#sent .arrived').length === 1");
        assertEquals("", phone.text("document.querySelector('#text').value"));
        assertEquals(List.of(), wall.failures());
        assertEquals(List.of(), phone.failures());
    }

    @Test
    @DisplayName("danmaku wall: it flies from right to left, moved by transforms alone, and is gone when it is over")
    void flight() {
        BrowserPage wall = wall();
        wall.looks(800, 600, false);
        flies("f-1", "{\"msg\":\"hello\",\"color\":\"#86efac\",\"size\":24}");
        wall.await(FLYING + ".length === 1");
        wall.value("window.first = " + TEXT + ".getBoundingClientRect().x");
        wall.await(TEXT + ".getBoundingClientRect().x < first - 50");
        assertEquals("transform", wall.text("""
                [...new Set(document.querySelector('#stage').getAnimations({subtree: true}).flatMap((one) => one.effect.getKeyframes()).flatMap((frame) =>
                    Object.keys(frame).filter((key) => !['offset', 'easing', 'composite', 'computedOffset'].includes(key))))].join()
                """));
        wall.await(FLYING + ".length === 0");
    }

    @Test
    @DisplayName("danmaku wall: every window shows an id of its own, and the signs of life that keep its connection")
    void windows() {
        BrowserPage one = wall();
        BrowserPage other = wall();
        BrowserPage phone = phone();
        List<String> ids = List.of(one, other, phone).stream()
                .map(page -> page.text("document.querySelector('#window').innerText"))
                .toList();
        assertEquals(3, Set.copyOf(ids).size(), ids::toString);
        for (BrowserPage page : List.of(one, phone)) {
            // Nobody says anything: what comes are heartbeats.
            page.await("document.querySelector('#alive').innerText.includes('heard from the server 1 s ago')");
            page.await("document.querySelector('#alive').innerText.includes('heard from the server just now')");
        }
    }

    @Test
    @DisplayName(
            "in its lanes nothing touches anything else, however much is said; who asks for the latest skips what is old")
    void lanes() {
        BrowserPage wall = wall();
        wall.looks(1280, 720, false);
        for (int number = 0; number < 150; number++) {
            flies("l-" + number, "{\"msg\":\"number " + number + "\",\"size\":" + (20 + number % 3 * 12) + "}");
        }
        wall.await(FLYING + ".length > 40");
        assertEquals("[]", wall.value("""
                (() => {
                    const boxes = [...document.querySelectorAll('.flying')].map((one) => [one.innerText, one.getBoundingClientRect()]);
                    return boxes.flatMap(([text, a], at) => boxes.slice(0, at)
                        .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                        .map(([other]) => text + ' touches ' + other));
                })()
                """).toString());
        wall.click("#clear");
        cable.lose();
        wall.await("document.querySelector('#state').dataset.state === 'resuming'");
        for (int number = 0; number < 400; number++) {
            flies("s-" + number, "\"" + number + "\"");
        }
        cable.mend();
        wall.await("/[0-9]+ skipped/.test(document.querySelector('#waiting').innerText)");
    }

    @Test
    @DisplayName("pause holds everything where it is; a click hides one on this screen, and then all of its sender")
    void hidden() {
        BrowserPage wall = wall();
        wall.looks(1280, 720, false);
        flies("h-1", "{\"msg\":\"first\"}");
        flies("h-2", "\"second\"");
        wall.await(FLYING + ".length === 2");
        wall.await(FLYING + "[1].getBoundingClientRect().right < innerWidth");
        wall.click("#pause");
        wall.value("window.held = " + TEXT + ".getBoundingClientRect().x");
        flies("h-3", "\"third\"");
        wall.await("document.querySelector('#waiting').innerText === '1 waiting'");
        assertEquals(
                "true", wall.value(TEXT + ".getBoundingClientRect().x === held").toString());
        wall.click(".flying");
        wall.await(FLYING + ".length === 1 && document.querySelector('#hidden-what').innerText.endsWith('first')");
        wall.click("#hide-all");
        wall.await(FLYING + ".length === 0");
        wall.click("#pause");
        flies("h-4", "\"fourth\"");
        try (Client bob = Transport.WEBSOCKET.enter(cable.base(), Entering.into(room))) {
            bob.send(Commands.publish("b-1", "from bob"));
            // Behind what is hidden: so that has come, too.
            wall.await(FLYING + ".length === 1 && " + TEXT + ".innerText === 'from bob'");
        }
        wall.click("#unhide");
        flies("h-5", "\"fifth\"");
        wall.await(FLYING + ".length === 2");
        assertEquals(List.of("from bob", "fifth"), wall.texts(".flying"));
    }

    @Test
    @DisplayName("the wall's QR code leads a phone to the page that posts; on localhost it says how to be reached")
    void code() {
        BrowserPage wall = wall();
        wall.await("document.querySelector('#code').naturalWidth > 0");
        String address = wall.text("document.querySelector('#address').href");
        assertEquals(cable.base().resolve("post/?room=" + room).toString(), address);
        assertTrue(wall.text("document.querySelector('#reach').textContent").contains("--http=0.0.0.0:8080"));
        URI picture = URI.create(wall.text("document.querySelector('#code').src"));
        assertEquals(
                modules(QrCode.encodeText(address, QrCode.Ecc.MEDIUM)),
                drawn(get(picture).body()));
        assertNotEquals(
                modules(QrCode.encodeText(address + "x", QrCode.Ecc.MEDIUM)),
                drawn(get(picture).body()));
        URI nothing = cable.base().resolve("pages/qr.svg");
        assertEquals(400, get(nothing).statusCode());
        assertTrue(
                get(nothing).body().contains("\"bad_command\""),
                () -> get(nothing).body());
        URI tooLong = cable.base().resolve("pages/qr.svg?text=" + "x".repeat(501));
        assertEquals(413, get(tooLong).statusCode());
        String wide = URLEncoder.encode("房".repeat(500), StandardCharsets.UTF_8);
        assertEquals(200, get(cable.base().resolve("pages/qr.svg?text=" + wide)).statusCode());
    }

    private java.net.http.HttpResponse<String> get(URI address) {
        String path =
                address.getRawPath().substring(1) + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        return Http.get(cable.base(), path);
    }

    private static Set<String> modules(QrCode code) {
        return IntStream.range(0, code.size * code.size)
                .filter(at -> code.getModule(at % code.size, at / code.size))
                .mapToObj(at -> (at % code.size + 4) + " " + (at / code.size + 4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> drawn(String svg) {
        return Pattern.compile("M([0-9]+ [0-9]+)h1v1")
                .matcher(svg)
                .results()
                .map(module -> module.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("who posts sees what waits, what arrived, and what was refused and why")
    void fates() {
        BrowserPage phone = phone();
        phone.types("#text", "  ");
        phone.await("document.querySelector('#trouble').innerText === 'Write a message first.'");
        phone.types("#text", "one");
        phone.await("document.querySelectorAll('#sent .arrived').length === 1");
        cable.lose();
        phone.await("document.querySelector('#state').dataset.state === 'resuming'");
        phone.types("#text", "two");
        assertEquals("two waiting to be sent", phone.texts("#sent li").get(0).strip());
        cable.mend();
        phone.await("document.querySelectorAll('#sent .arrived').length === 2");
        phone.value("document.querySelector('#text').value = 'half \\ud800'");
        phone.click("#post button.main");
        phone.await("document.querySelectorAll('#sent .refused').length === 1");
        assertEquals(
                "half \ufffd refused: This text cannot be sent.",
                phone.texts("#sent li").get(0).strip().replace('\ud800', '\ufffd'));
        assertEquals(
                List.of("one", "two"),
                List.of(eve.nextEvent(), eve.nextEvent()).stream()
                        .map(event -> event.data().asJsonObject().getString("msg"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wall/", "post/"})
    @DisplayName("a room that cannot be is told, and its page does not go on as if it were connecting")
    void nowhere(String path) {
        BrowserPage nowhere = browser.open(cable.base().resolve(path + "?room=..%2Fx"));
        nowhere.await("document.querySelector('#trouble').innerText === 'A room cannot have this name.'");
        nowhere.await("document.querySelector('#state').innerText === 'The connection has ended.'");
    }
}
