package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import io.roomcast.server.War;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds for every page: nothing that anyone writes becomes markup, everybody can use it, in both languages. */
class PagesIT extends VisitedRoom {
    private static final Path AXE =
            War.path().toAbsolutePath().resolveSibling("test-npm/node_modules/axe-core/axe.min.js");

    /** When each page is there, and shows what was said. */
    private static final Map<String, String> READY = Map.of(
            "", "!document.querySelector('#door').hidden",
            "wall/", "document.querySelector('#state').dataset.state === 'live'",
            "post/", "document.querySelector('#state').dataset.state === 'live'",
            "lab/", "document.querySelectorAll('.panel[data-state=open]').length === 6",
            "start/", "document.querySelectorAll('#snippets section').length === 7");

    private static final List<String> PAYLOADS = List.of(
            "<img src=x onerror=\"document.title='bad'\">",
            "<script>document.title='bad'</script>",
            "\"><svg onload=alert(1)>",
            "javascript:alert(1)",
            "'-alert(1)-'",
            "{{constructor.constructor('alert(1)')()}}",
            "<iframe srcdoc='<script>parent.document.title=1</script>'>",
            "</textarea></title><b id=smuggled>x",
            "\u202eevil\u202c \u0000 \ufeff");

    static Stream<String> pages() {
        return READY.keySet().stream().sorted();
    }

    private URI address(String path, String wanted) {
        return cable.base().resolve(path + "?room=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private BrowserPage opened(String path) {
        BrowserPage page = browser.open(address(path, room));
        page.await(READY.get(path));
        return page;
    }

    private static void isClean(BrowserPage page, String why) {
        assertEquals(List.of(), page.failures(), why);
        assertEquals(
                "0",
                page.value(
                                "document.querySelectorAll('#smuggled, iframe, svg, main script, [onerror], [onload], a[href^=javascript]').length")
                        .toString(),
                why);
        assertNotEquals("bad", page.text("document.title"), why);
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("whatever stands in the address, in the room, and in each field is text")
    void injection(String path) {
        for (String payload : PAYLOADS) {
            String written = payload.replace("\u0000", "");
            eve.send(Commands.publishing(payload, "{\"data\":" + Commands.quoted(written) + "}"));
            eve.send(Commands.publishing(
                    payload + 1,
                    "{\"type\":\"danmaku\",\"data\":{\"msg\":" + Commands.quoted(written) + ",\"color\":"
                            + Commands.quoted(written) + ",\"size\":" + Commands.quoted(written) + "}}"));
        }
        BrowserPage elsewhere = browser.open(address(path, room));
        for (String payload : PAYLOADS) {
            elsewhere.go(address(path, payload));
            isClean(elsewhere, path + " with the room " + payload);
        }
        BrowserPage page = opened(path);
        for (String payload : PAYLOADS) {
            page.value("""
                    document.querySelectorAll('input:not([type=radio]):not([type=color]), textarea, [contenteditable]').forEach((field) => {
                        field.value = %s;
                        field.dispatchEvent(new Event('input', {bubbles: true}));
                    })
                    """.formatted(Commands.quoted(payload)));
            page.value(
                    "void document.querySelectorAll('main:not([hidden]) form').forEach((form) => form.requestSubmit())");
            isClean(page, path + " with " + payload);
        }
        page.value("void document.querySelectorAll('details').forEach((one) => (one.open = true))");
        isClean(page, path);
    }

    @Test
    @DisplayName("a name that looks like markup is text in the roster and in every line")
    void names() {
        for (String payload : PAYLOADS.subList(0, 3)) {
            BrowserPage page = opened("");
            page.writes("#name", payload);
            page.click("#enter button.main");
            page.await("document.querySelector('#state').dataset.state === 'live'");
            page.types("#say", payload);
            page.await("document.querySelectorAll('#timeline .text').length > 0");
            isClean(page, payload);
            assertTrue(page.texts("#members li").stream().anyMatch(name -> name.contains(payload)), payload);
            page.click("#leave");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("axe finds nothing serious, in light and in dark, on a phone and on a desk, in both languages")
    void accessible(String path) throws IOException {
        BrowserPage page = opened(path);
        eve.send(Commands.publishing("a", "{\"data\":\"hello\"}"));
        if (path.isEmpty()) {
            assertEquals("", violations(page), "the door");
            page.types("#name", "ann");
            page.await("document.querySelectorAll('#timeline .text').length > 0");
        }
        for (boolean dark : List.of(false, true)) {
            page.looks(1280, 800, dark);
            assertEquals("", violations(page), path + (dark ? " dark" : " light"));
            page.looks(390, 844, dark);
            assertEquals("", violations(page), path + (dark ? " dark" : " light") + " on a phone");
            page.click("#language");
        }
    }

    private static String violations(BrowserPage page) throws IOException {
        page.value("void (globalThis.axe || eval(" + Commands.quoted(Files.readString(AXE)) + "))");
        return page.text("""
                axe.run({resultTypes: ['violations']}).then(({violations}) => violations
                    .filter(({impact}) => ['serious', 'critical'].includes(impact))
                    .map(({id, nodes}) => id + ': ' + nodes.map(({html, any, failureSummary}) => html + ' ' + failureSummary).join(' | ')).join('; '))
                """);
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("nothing is left in the other language, nothing is empty, nothing is wider than a phone")
    void languages(String path) {
        BrowserPage page = opened(path);
        page.looks(390, 844, false);
        assertEquals("[]", empty(page));
        page.click("#language");
        page.await("document.documentElement.lang === 'zh-Hans'");
        assertEquals("[]", empty(page));
        assertEquals("[]", page.value("""
                [...document.querySelectorAll('[data-word]')].map((one) => one.textContent)
                    .filter((text) => !/\\p{Script=Han}/u.test(text) && !['English', 'WebSocket', 'Socket.IO'].includes(text))
                """).toString());
        assertEquals("390", page.value("document.documentElement.scrollWidth").toString());
        page.click("#language");
        page.await("document.documentElement.lang === 'en'");
        assertEquals("[\"中文\"]", page.value("""
                [...document.querySelectorAll('[data-word]')].map((one) => one.textContent).filter((text) => /\\p{Script=Han}/u.test(text))
                """).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wall/", "post/", "lab/"})
    @DisplayName("what is wrong is said in words, and in the other language when that is chosen")
    void trouble(String path) {
        BrowserPage page = browser.open(address(path, "../x"));
        String trouble = path.isEmpty() ? "#door-trouble" : "#trouble";
        if (path.isEmpty()) {
            page.await(READY.get(path));
            page.click("#enter button.main");
        }
        page.await("/room/.test(document.querySelector('" + trouble + "').innerText)");
        page.click("#language");
        page.await("/^房间/.test(document.querySelector('" + trouble + "').innerText)");
        page.click("#language");
        page.await("/room/.test(document.querySelector('" + trouble + "').innerText)");
    }

    private static String empty(BrowserPage page) {
        return page.value("""
                [...document.querySelectorAll('[data-word], [data-label], [data-hint]')]
                    .filter((one) => !(one.dataset.word ? one.textContent : one.dataset.label ? one.ariaLabel : one.placeholder))
                    .map((one) => one.outerHTML)
                """).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"大厅", "é", "😀"})
    @DisplayName("letters are drawn as letters, and not all as the same box")
    void letters(String letters) {
        BrowserPage page = opened("start/");
        String drawn = page.value("""
                [...%s, '\\uffff'].map((letter) => {
                    const canvas = Object.assign(document.createElement('canvas'), {width: 40, height: 40});
                    const context = canvas.getContext('2d');
                    context.font = '32px ' + getComputedStyle(document.body).fontFamily;
                    context.fillText(letter, 2, 34);
                    return canvas.toDataURL();
                }).filter((one, at, all) => all.indexOf(one) === at).length
                """.formatted(Commands.quoted(letters))).toString();
        assertEquals(
                letters.codePointCount(0, letters.length()) + 1,
                Integer.parseInt(drawn),
                letters + ": is there a font for it? apt-get install $(cat .ci/packages)");
    }
}
