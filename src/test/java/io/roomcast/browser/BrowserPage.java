package io.roomcast.browser;

import io.roomcast.contract.client.Commands;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A page in a tab, and somebody in front of it who types, clicks and looks. For one thread. */
public final class BrowserPage {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PHONE = 600;

    private final DevTools tools;
    private final String session;

    BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
        for (String domain : List.of("Runtime", "Log", "Page")) {
            ask(domain + ".enable", Map.of());
        }
    }

    private JsonObject ask(String method, Map<String, Object> parameters) {
        return tools.ask(session, method, Json.createObjectBuilder(parameters).build());
    }

    public void go(URI address) {
        ask("Page.navigate", Map.of("url", address.toString()));
        await("location.href === " + Commands.quoted(address.toString()) + " && document.readyState === 'complete'");
    }

    /** From now on these addresses are answered from here, as from the cache of somebody who was there before. */
    public void keep(Map<URI, Path> files) {
        List<JsonObject> addresses = files.keySet().stream()
                .map(address -> Json.createObjectBuilder()
                        .add("urlPattern", address + "*")
                        .build())
                .toList();
        tools.listen(session, "Fetch.requestPaused", paused -> answer(paused, files));
        ask("Fetch.enable", Map.of("patterns", addresses));
    }

    private void answer(JsonObject paused, Map<URI, Path> files) {
        String address = paused.getJsonObject("request").getString("url").replaceAll("\\?.*", "");
        Path file = files.get(URI.create(address));
        JsonObject type = Json.createObjectBuilder()
                .add("name", "Content-Type")
                .add("value", (file.toString().endsWith(".js") ? "text/javascript" : "text/html") + "; charset=utf-8")
                .build();
        try {
            String body = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
            ask(
                    "Fetch.fulfillRequest",
                    Map.of(
                            "requestId",
                            paused.getString("requestId"),
                            "responseCode",
                            200,
                            "responseHeaders",
                            List.of(type),
                            "body",
                            body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This script runs before those of each page. */
    public void beforehand(String script) {
        ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** As with the browser's own button. */
    void back() {
        ask("Runtime.evaluate", Map.of("expression", "history.back()"));
    }

    /** Whether the browser has no network, and knows it. */
    void offline(boolean offline) {
        ask(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** From now on the window is so large, that of a phone where it is narrow, and light or dark as people wish. */
    void looks(int width, int height, boolean dark) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < PHONE));
        JsonObject wish = Json.createObjectBuilder()
                .add("name", "prefers-color-scheme")
                .add("value", dark ? "dark" : "light")
                .build();
        ask("Emulation.setEmulatedMedia", Map.of("features", List.of(wish)));
    }

    /** The value of an expression in the page, or what it promises. */
    public JsonValue value(String expression) {
        JsonObject answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            return JsonValue.NULL;
        }
        return answer.getJsonObject("result").getOrDefault("value", JsonValue.NULL);
    }

    /** The text that an expression gives. */
    public String text(String expression) {
        return ((JsonString) value(expression)).getString();
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> value(expression).equals(JsonValue.TRUE));
    }

    /** The texts of the elements that a selector finds. */
    List<String> texts(String selector) {
        String texts = "Array.from(document.querySelectorAll(" + Commands.quoted(selector) + "), one => one.innerText)";
        return value(texts).asJsonArray().getValuesAs(JsonString::getString);
    }

    /** Clicks into the middle of an element, types, and presses Enter. */
    void types(String selector, String text) {
        click(selector);
        ask("Input.insertText", Map.of("text", text));
        for (String type : List.of("keyDown", "keyUp")) {
            ask(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", "Enter", "text", "\r", "windowsVirtualKeyCode", 13));
        }
    }

    /** Types without pressing Enter. */
    void writes(String selector, String text) {
        click(selector);
        ask("Input.insertText", Map.of("text", text));
    }

    void click(String selector) {
        String box = "(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))(document.querySelector("
                + Commands.quoted(selector) + ").getBoundingClientRect())";
        JsonObject middle = value(box).asJsonObject();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            middle.getJsonNumber("x").doubleValue(),
                            "y",
                            middle.getJsonNumber("y").doubleValue(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** The browser's own account of its work for this page during so many seconds. */
    List<JsonObject> trace(int seconds) {
        int before = tools.news(session, "Tracing.dataCollected").size();
        ask("Tracing.start", Map.of("categories", "devtools.timeline,toplevel", "transferMode", "ReportEvents"));
        value("new Promise((over) => setTimeout(over, " + seconds * 1_000 + "))");
        int ended = tools.news(session, "Tracing.tracingComplete").size();
        ask("Tracing.end", Map.of());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> tools.news(session, "Tracing.tracingComplete").size() > ended);
        return tools.news(session, "Tracing.dataCollected").stream()
                .skip(before)
                .flatMap(part ->
                        part.getJsonObject("params").getJsonArray("value").getValuesAs(JsonObject.class).stream())
                .toList();
    }

    /** All failures: in the page's scripts, against its policy, or a dialog that somebody smuggled in. */
    public List<JsonObject> failures() {
        Stream<JsonObject> violations = tools.news(session, "Log.entryAdded").stream()
                .filter(entry -> entry.getJsonObject("params")
                        .getJsonObject("entry")
                        .getString("source")
                        .equals("security"));
        return Stream.of(
                        tools.news(session, "Runtime.exceptionThrown").stream(),
                        tools.news(session, "Page.javascriptDialogOpening").stream(),
                        violations)
                .flatMap(each -> each)
                .toList();
    }

    /** Waits until what was changed is drawn. */
    void settle() {
        value("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
    }

    /** A picture of the page, to be looked at. */
    void picture(Path png) throws IOException {
        String data = ask("Page.captureScreenshot", Map.of()).getString("data");
        Files.write(png, Base64.getDecoder().decode(data));
    }
}
