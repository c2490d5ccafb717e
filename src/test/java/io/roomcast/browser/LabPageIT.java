package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laboratory: polling, long polling, HTTP stream, SSE, WebSocket and Socket.IO side by side in one room. */
class LabPageIT extends VisitedRoom {
    private static final List<String> WAYS =
            List.of("polling", "longPolling", "stream", "events", "webSocket", "socketIO");

    private BrowserPage lab() {
        BrowserPage lab = browser.open(cable.base().resolve("lab/?room=" + room));
        lab.await("document.querySelectorAll('.panel[data-state=open]').length === " + WAYS.size());
        return lab;
    }

    private static String panel(String way, String selector) {
        return "document.querySelector('[data-way=" + way + "] " + selector + "')";
    }

    private static String heard(BrowserPage lab, String way) {
        return lab.text("Array.from(document.querySelectorAll('[data-way=" + way
                + "] li span'), (one) => one.innerText.split(' ').pop()).join()");
    }

    @Test
    @DisplayName("six ways hear the same messages in the same order, each with its requests, bytes and delays")
    void sideBySide() {
        BrowserPage lab = lab();
        assertEquals(
                "Send ten messages to get a recommendation for your network.",
                lab.text("document.querySelector('#advice').innerText"));
        lab.click("#ten");
        lab.await("[...document.querySelectorAll('#table tr')].every((row) => row.children[2].innerText === '10')");
        for (String way : WAYS) {
            assertEquals("3,4,5,6,7,8,9,10", heard(lab, way), way);
            assertTrue(lab.text(panel(way, "dd") + ".innerText").endsWith(" ms"), way);
            assertTrue(lab.text(panel(way, "pre") + ".textContent").contains("ping 10"), way);
        }
        assertTrue(lab.text(panel("stream", "details:last-of-type pre") + ".textContent")
                .contains("application/x-ndjson"));
        assertTrue(lab.text("document.querySelector('#advice').innerText").matches("From here .* is the fastest, .*"));
        eve.send("{\"publish\":{\"data\":\"from eve\"}}");
        lab.await("[...document.querySelectorAll('.panel')].every((one) => one.innerText.includes('from eve'))");
        assertEquals(2, members(cable.base()).split("\"name\":\"lab\"", -1).length - 1, "those that can have a name");
        assertEquals(List.of(), lab.failures());
    }

    @Test
    @DisplayName("what is cut off misses nothing for good: each way catches up, once each and in order")
    void cut() {
        // At once: Socket.IO is in the middle of its change to a WebSocket then, more often than not.
        BrowserPage lab = lab();
        lab.click("#cut-all");
        lab.await("document.querySelectorAll('.panel[data-state=cut]').length === " + WAYS.size());
        lab.click("#ten");
        IntStream.rangeClosed(1, 10).forEach(number -> eve.nextEvent());
        lab.click("#back-all");
        lab.await(
                "[...document.querySelectorAll('.state')].every((one) => one.innerText === 'reconnected, caught up on 10 missed')");
        WAYS.forEach(way -> assertEquals("3,4,5,6,7,8,9,10", heard(lab, way), way));
    }

    @Test
    @DisplayName("what is delayed by two seconds is later by two seconds, and alone")
    void delay() {
        BrowserPage lab = lab();
        lab.value("void " + panel("stream", ".buttons button:last-child") + ".click()");
        lab.click("#post button.main");
        lab.await("document.querySelectorAll('.panel li').length === " + WAYS.size());
        double delayed = milliseconds(lab, "stream");
        double prompt = milliseconds(lab, "events");
        assertTrue(delayed >= 2_000 && prompt < delayed - 1_000, delayed + " ms, and else " + prompt);
    }

    private static double milliseconds(BrowserPage lab, String way) {
        return Double.parseDouble(
                lab.text(panel(way, "dd") + ".innerText").replace(" ms", "").replace(",", ""));
    }
}
