package io.roomcast.browser;

import io.roomcast.server.War;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A headless Chromium with a profile of its own, which ends when it is closed. Any thread may open pages. */
public final class Browser implements AutoCloseable {
    private static final String READY = "DevTools listening on ";
    private static final String ADVICE =
            " is missing or does not start: apt-get install $(cat .ci/packages), or give the "
                    + "path of another Chromium as CHROMIUM in the environment";

    /** As root it has no sandbox; the others keep it from looking for the web. */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--remote-debugging-port=0");

    private final Process process;
    private final DevTools tools;
    private final Deque<String> visitors = new ConcurrentLinkedDeque<>();

    private Browser(Process process, URI address) {
        this.process = process;
        this.tools = DevTools.at(address);
    }

    /** Starts the one without windows, which needs a third of the processor time. */
    public static Browser start() {
        return start("chromium-headless-shell");
    }

    /**
     * Starts one whose pages may be {@linkplain BrowserPage#keep kept}. Such a page came by no connection, so that the browser does
     * not know it to be of this machine, and would refuse it a WebSocket to this machine.
     */
    public static Browser startForKeptPages() {
        return start(
                "chromium-headless-shell",
                "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets");
    }

    /** Starts the one that people have, for what only that can do: keep a page that was left. */
    static Browser startWhole() {
        return start("chromium");
    }

    private static Browser start(String program, String... more) {
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault("CHROMIUM", program));
        command.addAll(OPTIONS);
        command.addAll(List.of(more));
        try {
            Path profile = Files.createTempDirectory(War.path().getParent(), "browser-");
            command.add("--user-data-dir=" + profile.toAbsolutePath());
            Process process = new ProcessBuilder(command).start();
            return new Browser(process, address(process));
        } catch (IOException e) {
            throw new IllegalStateException(program + ADVICE, e);
        }
    }

    /** Where it takes orders, as it says itself; what else it says is read and dropped from then on. */
    private static URI address(Process process) throws IOException {
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        List<String> heard = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                Thread ear = new Thread(() -> said.lines().forEach(more -> {}), "chromium-ear");
                ear.setDaemon(true);
                ear.start();
                return URI.create(line.substring(READY.length()));
            }
            heard.add(line);
        }
        throw new IllegalStateException("Chromium" + ADVICE + ". It said: " + heard);
    }

    /** Opens a page in a tab of its own, as somebody who has never been there, and waits until it is loaded. */
    public BrowserPage open(URI address) {
        JsonObject nothing = Json.createObjectBuilder().build();
        String somebody = tools.ask("", "Target.createBrowserContext", nothing).getString("browserContextId");
        visitors.add(somebody);
        JsonObject tab = Json.createObjectBuilder()
                .add("url", "about:blank")
                .add("browserContextId", somebody)
                .build();
        JsonObject target = Json.createObjectBuilder()
                .add("targetId", tools.ask("", "Target.createTarget", tab).get("targetId"))
                .add("flatten", true)
                .build();
        BrowserPage page = new BrowserPage(
                tools, tools.ask("", "Target.attachToTarget", target).getString("sessionId"));
        page.go(address);
        return page;
    }

    /** Opens an empty tab, as somebody who has never been anywhere. */
    public BrowserPage openEmpty() {
        return open(URI.create("about:blank"));
    }

    /** Closes all pages. A page that stays open goes on drawing, which costs the tests that follow their time. */
    public void closePages() {
        for (String visitor = visitors.poll(); visitor != null; visitor = visitors.poll()) {
            JsonObject whose =
                    Json.createObjectBuilder().add("browserContextId", visitor).build();
            tools.ask("", "Target.disposeBrowserContext", whose);
        }
    }

    @Override
    public void close() {
        tools.close();
        // The program may be a script that does not pass it on.
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
