package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import io.roomcast.server.War;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client for users with a compiler or a bundler: an npm package with types. */
class PackageIT extends VisitedRoom {
    /** The npm package, as the build made it. */
    static final Path CLIENT = Path.of("target/client").toAbsolutePath();

    private static final Path SOURCES = Path.of("src/main/client").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("src/test/client").toAbsolutePath();
    static final Path TOOLS =
            War.path().toAbsolutePath().resolveSibling("test-npm").resolve("node_modules");
    private static final long PATIENCE = 120;

    /** Runs one of npm's tools; gives how it ended and what it said. */
    static String run(Path folder, String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("node", TOOLS.resolve(tool).toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(PATIENCE, TimeUnit.SECONDS), said);
        return process.exitValue() + said;
    }

    private static String compiled(Path program) throws IOException, InterruptedException {
        return run(
                program.getParent(),
                "typescript/bin/tsc",
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--lib",
                "es2022,dom",
                "--module",
                "nodenext",
                program.toString());
    }

    @Test
    @DisplayName("a user's program compiles with the types, and what is wrong does not")
    void types(@TempDir Path folder) throws Exception {
        assertEquals("0", compiled(PROGRAMS.resolve("program.ts")));
        String program = Files.readString(PROGRAMS.resolve("program.ts"))
                .replace("../../main/client", CLIENT.toString())
                .replace("room.leave();", "room.goAway();");
        Path wrong = Files.writeString(folder.resolve("wrong.mts"), program);
        String said = compiled(wrong);
        assertTrue(said.startsWith("2") && said.contains("goAway"), said);
    }

    @Test
    @DisplayName("each of the client's sources imports every name that it uses, and so does the joined module")
    void names(@TempDir Path folder) throws Exception {
        String forgetful = Files.readString(SOURCES.resolve("socket.js")).replaceFirst("import .*", "");
        Files.writeString(folder.resolve("socket.mjs"), forgetful);
        assertEquals(List.of("RoomcastError"), unknownNames(folder.resolve("socket.mjs")));
        assertEquals(List.of(), unknownNames(SOURCES.resolve("client.js")));
        assertEquals(List.of(), unknownNames(CLIENT.resolve("roomcast.js")));
    }

    /** The names that neither a module, nor one that it imports, nor the browser defines. */
    private static List<String> unknownNames(Path module) throws IOException, InterruptedException {
        String said = run(
                module.getParent(),
                "typescript/bin/tsc",
                "--noEmit",
                "--allowJs",
                "--checkJs",
                "--target",
                "es2022",
                "--lib",
                "esnext,dom,dom.iterable",
                "--module",
                "nodenext",
                module.toString());
        return Pattern.compile("Cannot find (?:name|module) '([^']*)'")
                .matcher(said)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    @Test
    @DisplayName("through a bundler the client is as large as the README says, compressed, and that is less than 6 KB")
    void size(@TempDir Path folder) throws Exception {
        Path client = CLIENT.resolve("roomcast.js");
        String said = run(folder, "esbuild/bin/esbuild", client.toString(), "--minify", "--outfile=small.js");
        assertTrue(said.startsWith("0"), said);
        ByteArrayOutputStream pressed = new ByteArrayOutputStream();
        try (GZIPOutputStream press = new GZIPOutputStream(pressed)) {
            press.write(Files.readAllBytes(folder.resolve("small.js")));
        }
        Matcher named =
                Pattern.compile("([0-9.]+) KB through a bundler").matcher(Files.readString(Path.of("README.md")));
        assertTrue(named.find());
        assertEquals(pressed.size() / 1000.0, Double.parseDouble(named.group(1)), 0.1);
        assertTrue(pressed.size() < 6_000, pressed.size() + " bytes");
    }

    @Test
    @DisplayName("a page made with a bundler enters the room")
    void bundled(@TempDir Path folder) throws Exception {
        Path packages = Files.createDirectories(folder.resolve("node_modules/roomcast"));
        for (String file : List.of("package.json", "roomcast.js", "roomcast.d.ts")) {
            Files.copy(CLIENT.resolve(file), packages.resolve(file));
        }
        Files.copy(PROGRAMS.resolve("bundled.js"), folder.resolve("bundled.js"));
        String said = run(folder, "esbuild/bin/esbuild", "bundled.js", "--bundle", "--minify", "--outfile=page.js");
        assertTrue(said.startsWith("0"), said);
        BrowserPage page = browser.open(cable.base().resolve("health/live"));
        page.value("void eval(" + Commands.quoted(Files.readString(folder.resolve("page.js"))) + ")");
        URI base = cable.base();
        page.value("void (window.room = enter('" + base + "', '" + room + "'))");
        page.value("void room.publish('message', 'bundled')");
        assertEquals("bundled", eve.nextEvent().said());
        assertEquals(List.of(), page.failures());
    }

    @Test
    @DisplayName("a page of another site with nothing but a module's script enters the room")
    void alone() {
        try (PageServer site = new PageServer();
                ServerProcess server = ServerProcess.standalone("--origins=" + site.origin());
                Client listener = Transport.WEBSOCKET.enter(server.base(), Entering.into(room))) {
            URI address = site.add("/", """
                    <!doctype html>
                    <script type="module">
                      import {connect} from "%1$sroomcast.js";
                      window.room = connect("%1$s", {name: "ann"}).join("%2$s", {last: 50});
                      window.position = await room.publish("message", "from elsewhere");
                    </script>
                    """.formatted(server.base().resolve("/"), room));
            BrowserPage page = browser.open(address);
            assertEquals("from elsewhere", listener.nextEvent().said());
            page.await("position === room.position");
            assertEquals(List.of(), page.failures());
        }
    }
}
