package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import io.roomcast.kit.socket.RawSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for developers: what it shows runs as it stands, with this very server. */
class StartPageIT extends VisitedRoom {
    private BrowserPage opened() {
        BrowserPage start = browser.open(cable.base().resolve("start/?room=" + room));
        start.await("document.querySelectorAll('#snippets section').length === 7");
        return start;
    }

    private static String snippet(BrowserPage start, String key) {
        return start.text("document.querySelector('#" + key + " code').textContent");
    }

    /** The text between the tags of a script. */
    private static String script(String page) {
        String open = page.substring(page.lastIndexOf("<script"));
        return open.substring(open.indexOf('>') + 1, open.indexOf("</script>"));
    }

    @Test
    @DisplayName("curl's commands listen, speak and look back")
    void curl() throws Exception {
        List<String> lines = snippet(opened(), "curl").lines().toList();
        assertEquals(6, lines.size());
        assertTrue(run(lines.get(3)).contains("\"position\""));
        assertEquals("hello", eve.nextEvent().said());
        assertTrue(run(lines.get(5)).contains("\"hello\""));
        Process listening = new ProcessBuilder("sh", "-c", "exec " + lines.get(1)).start();
        try (BufferedReader heard = listening.inputReader(StandardCharsets.UTF_8)) {
            assertTrue(heard.readLine().startsWith("{\"position\""));
        } finally {
            listening.destroy();
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return said;
    }

    @Test
    @DisplayName("the Java program speaks and listens")
    void java(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("Hello.java"), snippet(opened(), "java"));
        Process process = new ProcessBuilder("java", program.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader heard = process.inputReader(StandardCharsets.UTF_8)) {
            // Its output is awaited first, because on a busy machine it takes long to be compiled.
            assertTrue(heard.readLine().startsWith("{\"position\""));
            assertTrue(heard.readLine().contains("hello from Java"));
            assertEquals("hello from Java", eve.nextEvent().said());
        } finally {
            process.destroy();
        }
    }

    @Test
    @DisplayName("the scripts for pages speak and are kept, and the WebSocket's and TCP's addresses are this server's")
    void scripts(URI base) throws Exception {
        BrowserPage start = opened();
        BrowserPage page = browser.open(cable.base().resolve("health/live"));
        String module = script(snippet(start, "javaScript"));
        page.value("void import(URL.createObjectURL(new Blob([" + Commands.quoted(module)
                + "], {type: 'text/javascript'})))");
        assertEquals("hello from the browser", eve.nextEvent().said());
        String library = cable.base().resolve("socket.io/socket.io.js").toString();
        assertTrue(snippet(start, "socketIo").contains(library));
        page.value("new Promise((done) => document.head.append(Object.assign(document.createElement('script'), {src: '"
                + library + "', onload: () => done()})))");
        page.value("void eval(" + Commands.quoted(script(snippet(start, "socketIo"))) + ")");
        assertEquals("hello from Socket.IO", eve.nextEvent().said());
        assertTrue(snippet(start, "wscat")
                .contains("ws://127.0.0.1:" + cable.base().getPort() + "/ws/" + room));
        assertTrue(snippet(start, "nc").startsWith("nc 127.0.0.1 " + base.getFragment() + "\n"));
        try (RawSocket lines = RawSocket.ofLines(base)) {
            lines.write("/join " + room + "\nhello from TCP\n");
            assertEquals("hello from TCP", eve.nextEvent().said());
        }
        assertEquals(List.of(), start.failures());
    }

    @Test
    @DisplayName("React's component shows what is said, and says what is typed")
    void react(@TempDir Path folder) throws Exception {
        Files.createSymbolicLink(folder.resolve("node_modules"), PackageIT.TOOLS);
        Files.copy(PackageIT.CLIENT.resolve("roomcast.js"), folder.resolve("roomcast.js"));
        Files.writeString(folder.resolve("Chat.jsx"), snippet(opened(), "react"));
        Files.writeString(folder.resolve("main.jsx"), """
                import {createRoot} from "react-dom/client";
                import {Chat} from "./Chat.jsx";
                createRoot(document.body).render(<Chat name="ann" of="%s" />);
                """.formatted(room));
        String said = PackageIT.run(
                folder, "esbuild/bin/esbuild", "main.jsx", "--bundle", "--jsx=automatic", "--outfile=page.js");
        assertTrue(said.startsWith("0"), said);
        BrowserPage page = browser.open(cable.base().resolve("health/live"));
        page.value("void eval(" + Commands.quoted(Files.readString(folder.resolve("page.js"))) + ")");
        eve.send(Commands.publish("r-1", "hello React"));
        page.await("document.body.innerText.includes('eve: hello React')");
        page.types("input", "hello eve");
        page.await("document.body.innerText.includes('ann: hello eve')");
        assertEquals("hello React", eve.nextEvent().said());
        assertEquals("hello eve", eve.nextEvent().said());
        assertEquals(List.of(), page.failures());
    }

    @Test
    @DisplayName("wscat connects with the command that is shown, speaks and listens")
    void wscat(@TempDir Path folder) throws Exception {
        String command = snippet(opened(), "wscat");
        String address = command.substring(command.indexOf('\'') + 1, command.lastIndexOf('\''));
        assertEquals("npx --yes wscat --connect '" + address + "'", command);
        String said = PackageIT.run(
                folder, "wscat/bin/wscat", "--connect", address, "--execute", "hello from wscat", "--wait", "1");
        assertEquals("hello from wscat", eve.nextEvent().said());
        assertTrue(said.contains("\"welcome\"") && said.contains("hello from wscat"), said);
    }
}
