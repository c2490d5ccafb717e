package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.kit.socket.RawSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Socket.IO's scripts as a browser gets them: the bytes of the package, and a short answer to who has them. */
public abstract class ScriptsContract extends Contract {
    private static final Path PACKAGE = Path.of(System.getProperty("npm"), "node_modules/socket.io-client");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static List<String> scripts() throws Exception {
        try (Stream<Path> files = Files.list(PACKAGE.resolve("dist"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(8))
                .method(method, BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("").replace(" ", "").toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void all_that_the_package_has_for_browsers_is_eight_files() throws Exception {
        assertEquals(8, scripts().size());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName(
            "Socket.IO: client script served at /socket.io/socket.io.js, with its type and version, as all of them")
    void each_is_given_byte_for_byte_with_its_type_and_its_version(String name) throws Exception {
        byte[] original = Files.readAllBytes(PACKAGE.resolve("dist").resolve(name));
        HttpResponse<byte[]> answer = ask("GET", "socket.io/" + name + "?t=1");
        assertEquals(200, answer.statusCode());
        assertArrayEquals(original, answer.body());
        assertEquals(
                name.endsWith(".map") ? "application/json;charset=utf-8" : "application/javascript;charset=utf-8",
                header(answer, "Content-Type"));
        assertEquals("public,max-age=0", header(answer, "Cache-Control"));
        assertEquals("\"" + version() + "\"", header(answer, "ETag"));
        HttpResponse<byte[]> head = ask("HEAD", "socket.io/" + name);
        assertEquals(200, head.statusCode());
        assertEquals(String.valueOf(original.length), header(head, "Content-Length"));
        assertEquals(header(answer, "ETag"), header(head, "ETag"));
    }

    private static String version() throws Exception {
        String description = Files.readString(PACKAGE.resolve("package.json"));
        return description.replaceAll("(?s).*\"version\": \"([^\"]+)\".*", "$1");
    }

    @Test
    void who_has_them_is_answered_304_without_a_body() throws Exception {
        for (String known : List.of("\"" + version() + "\"", "W/\"" + version() + "\"")) {
            HttpResponse<byte[]> answer = ask("GET", "socket.io/socket.io.js", "If-None-Match", known);
            assertEquals(304, answer.statusCode());
            assertEquals(0, answer.body().length);
            assertEquals("\"" + version() + "\"", header(answer, "ETag"));
        }
        assertEquals(
                200,
                ask("GET", "socket.io/socket.io.js", "If-None-Match", "\"0\"").statusCode());
    }

    @Test
    void a_page_of_another_site_may_load_them() throws Exception {
        String request = "GET " + base.getPath() + "socket.io/socket.io.min.js HTTP/1.1\nHost: 127.0.0.1:"
                + base.getPort() + "\nSec-Fetch-Site: cross-site\nConnection: close\n\n";
        assertEquals(200, RawSocket.exchange(base, request, new byte[0]).status());
    }

    @Test
    void what_is_no_script_is_not_given() throws Exception {
        for (String name : List.of("package.json", "socket.io.esm.js", "licences/ms/license.md", "nothing.js")) {
            int status = ask("GET", "socket.io/" + name).statusCode();
            assertTrue(status == 404 || status == 400, name + ": " + status);
        }
        assertEquals(
                404,
                ask("GET", "WEB-INF/classes/io/roomcast/socketio/scripts/socket.io.js")
                        .statusCode());
    }
}
