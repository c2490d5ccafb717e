package io.roomcast.contract.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Person;
import io.roomcast.server.ServerProcess;
import io.roomcast.server.War;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where lines of TCP are taken, what is said where they cannot be, and how many may come. */
class PortIT {
    private static final int STANDARD = 7070;

    @TempDir
    private Path folder;

    private Process start(String... more) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Stream<String> program = Stream.of(
                java.toString(),
                "-jar",
                War.path().toString(),
                "--http=127.0.0.1:0",
                "--data=" + folder.resolve("data"));
        return new ProcessBuilder(Stream.concat(program, Stream.of(more)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("output");
    }

    @Test
    void a_given_port_that_is_taken_stops_the_start_with_a_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Process server = start("--tcp=" + address);
            try {
                assertTrue(server.waitFor(30, TimeUnit.SECONDS), "it runs without its port");
            } finally {
                server.destroyForcibly();
            }
            String said = Files.readString(output());
            assertTrue(said.startsWith("roomcast: cannot listen for TCP at " + address + " ("), said);
            assertEquals(1, said.lines().count(), said);
            assertEquals(1, server.exitValue());
        }
    }

    @Test
    void the_standard_port_that_is_taken_is_a_warning_and_the_server_runs() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            take(taken);
            Process server = start();
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> Files.readString(output()).contains("Ctrl-C ends it."));
                String said = Files.readString(output());
                assertTrue(said.contains("cannot listen for TCP at 127.0.0.1:" + STANDARD), said);
                assertFalse(said.contains("nc 127.0.0.1"), said);
            } finally {
                server.destroy();
                assertTrue(server.waitFor(30, TimeUnit.SECONDS));
            }
        }
    }

    /** If it is somebody else's, it is taken just as well. */
    private static void take(ServerSocket socket) throws IOException {
        try {
            socket.bind(new InetSocketAddress("127.0.0.1", STANDARD));
        } catch (BindException taken) {
            assertFalse(socket.isBound());
        }
    }

    @Test
    void off_is_off() {
        try (ServerProcess server = ServerProcess.standalone("--tcp=off")) {
            assertTrue(Optional.ofNullable(server.base().getFragment()).isEmpty());
        }
    }

    @Test
    void one_address_has_a_bounded_number_of_connections_and_a_place_that_is_left_is_free() {
        try (ServerProcess server = ServerProcess.standalone("--address-sessions=2");
                Person first = new Person(server.base());
                Person second = new Person(server.base())) {
            List.of(first, second).forEach(person -> person.hears("in lobby"));
            try (Person third = new Person(server.base())) {
                third.hears("! your address has too many connections");
                third.hearsTheEnd();
            }
            second.says("/quit").hearsTheEnd();
            Awaitility.await().until(() -> {
                try (Person next = new Person(server.base())) {
                    return next.says("/quit").hearsTheEnd().get(0).contains("in lobby");
                }
            });
        }
    }
}
