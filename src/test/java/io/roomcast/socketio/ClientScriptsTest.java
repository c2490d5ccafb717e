package io.roomcast.socketio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.channel.http.Response;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scripts are given, with what headers, and when the browser has them already. */
class ClientScriptsTest {
    private static final byte[] SCRIPT = "io = 大".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    private Path root;

    private ClientScripts scripts;

    @BeforeEach
    void pack() throws Exception {
        Path folder = Files.createDirectories(root.resolve("io/roomcast/socketio/scripts"));
        Files.writeString(folder.resolve("package.json"), "{\"name\": \"socket.io-client\", \"version\": \"4.8.4\"}");
        for (String name : new String[] {"socket.io", "socket.io.min", "socket.io.esm.min", "socket.io.msgpack.min"}) {
            Files.write(folder.resolve(name + ".js"), SCRIPT);
            Files.write(folder.resolve(name + ".js.map"), SCRIPT);
        }
        Files.write(folder.resolve("other.js"), SCRIPT);
        scripts = ClientScripts.in(loader(root));
    }

    private static ClassLoader loader(Path root) throws Exception {
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io.js,application/javascript",
        "socket.io.min.js,application/javascript",
        "socket.io.esm.min.js,application/javascript",
        "socket.io.msgpack.min.js,application/javascript",
        "socket.io.js.map,application/json",
        "socket.io.min.js.map,application/json",
        "socket.io.esm.min.js.map,application/json",
        "socket.io.msgpack.min.js.map,application/json"
    })
    void each_script_and_map_is_given_with_its_type_its_version_and_how_long_it_is_good(String name, String type) {
        Response answer = scripts.answer(name, "").orElseThrow();
        assertEquals(200, answer.status());
        assertArrayEquals(SCRIPT, answer.body().orElseThrow());
        assertEquals(
                Map.of(
                        "Cache-Control", "public, max-age=0",
                        "Content-Type", type + "; charset=utf-8",
                        "ETag", "\"4.8.4\""),
                answer.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4.8.4\"", "W/\"4.8.4\"", "*", "\"4.8.3\", W/\"4.8.4\"", "\"4.8.3\",\"4.8.4\" "})
    void who_has_this_version_is_told_so(String known) {
        Response answer = scripts.answer("socket.io.js", known).orElseThrow();
        assertEquals(304, answer.status());
        assertEquals(0, answer.body().orElseThrow().length);
        assertEquals(Map.of("Cache-Control", "public, max-age=0", "ETag", "\"4.8.4\""), answer.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4.8.3\"", "4.8.4", "w/\"4.8.4\"", "", "\"4.8.44\"", ","})
    void who_has_another_version_is_given_this_one(String known) {
        assertEquals(200, scripts.answer("socket.io.js", known).orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "other.js",
                "package.json",
                "socket.io.esm.js",
                "socket.io.msgpack.js",
                "../socket.io.js",
                "socket.io.js.map.map",
                "socketxio.js"
            })
    void nothing_else_is_given(String name) {
        assertEquals(Optional.empty(), scripts.answer(name, ""));
    }

    @Test
    void a_server_that_was_packed_without_them_says_so() throws Exception {
        ClassLoader elsewhere = loader(root.resolve("elsewhere"));
        String sentence = assertThrows(IllegalStateException.class, () -> ClientScripts.in(elsewhere))
                .getMessage();
        assertEquals("Socket.IO's package.json is not on the class path", sentence);
    }
}
