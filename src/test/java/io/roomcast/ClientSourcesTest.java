package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The client's sources, and the one module into which the build joins them, in the Node that comes with npm. */
class ClientSourcesTest {
    private static final Path SOURCES = Path.of("src/main/client");
    private static final Path PACKAGE = Path.of("target/client");
    private static final Path TESTS = Path.of("src/test/client");

    /** Runs Node; returns what it printed. */
    private static String node(Stream<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), arguments).toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), printed);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String exportsOf(Path module) throws IOException, InterruptedException {
        String program = "console.log(Object.keys(await import('" + module.toUri() + "')).join())";
        return node(Stream.of("--input-type=module", "--eval", program)).strip();
    }

    @Test
    @DisplayName("the joined module stands alone and exports what users import, and nothing else")
    void joined() throws Exception {
        Path module = PACKAGE.resolve("roomcast.js");
        assertEquals("RoomcastError,connect", exportsOf(module));
        assertEquals(
                List.of(),
                Files.readAllLines(module).stream()
                        .filter(line -> line.contains("import "))
                        .toList());
    }

    @Test
    @DisplayName("every source can be imported by itself, and is part of the joined module")
    void sources() throws Exception {
        String joined = Files.readString(PACKAGE.resolve("roomcast.js"));
        List<Path> sources = files(SOURCES, ".js");
        assertTrue(sources.size() > 1, sources::toString);
        for (Path source : sources) {
            assertTrue(!exportsOf(source).isEmpty(), source::toString);
            Files.readAllLines(source).stream()
                    .filter(line -> !line.matches("(import|export \\{).*"))
                    .forEach(line -> assertTrue(joined.contains(line), () -> source + ": " + line));
        }
    }

    @Test
    @DisplayName("the tests of the sources pass")
    void tests() throws Exception {
        List<Path> tests = files(TESTS, ".test.mjs");
        node(Stream.concat(Stream.of("--test"), tests.stream().map(Path::toString)));
    }
}
