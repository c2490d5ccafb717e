package io.roomcast.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Http;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.Store;
import io.roomcast.kit.Asked;
import io.roomcast.kit.Line;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import io.roomcast.server.ServerProcess;
import io.roomcast.server.War;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and check as whoever runs a server gives them: each a process of its own, beside a real server. */
class StoreCommandsIT {
    private static final String ENGINE = "--engine=jdbc:sqlite:";
    private static final String HISTORY = "rooms/lobby/events?after=0:0";

    @TempDir
    private Path folder;

    /** How a command ended, and what it said. */
    private record Outcome(int code, String out, String err) {}

    private Outcome command(String... words) throws Exception {
        return command(List.of(), words);
    }

    /** The same by another program, which is given first. */
    private Outcome command(List<String> by, String... words) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(java.toString(), "-jar", War.path().toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running: " + command);
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private ServerProcess server() {
        return ServerProcess.standalone(data(), ENGINE, "--rate=0");
    }

    private String data() {
        return "--data=" + folder.resolve("data");
    }

    private static String say(URI base, String text) {
        var answer = Http.post(base, "rooms/lobby/events", text);
        assertEquals(201, answer.statusCode(), answer.body());
        return Line.of(answer.body()).position();
    }

    private static void kill(ServerProcess server) throws InterruptedException {
        server.process().destroyForcibly().waitFor();
    }

    @Test
    void a_backup_made_while_people_publish_takes_the_place_of_a_killed_servers_store_and_readers_are_told()
            throws Exception {
        Path backup = folder.resolve("backup.db");
        String last;
        ServerProcess first = server();
        try {
            say(first.base(), "before");
            Outcome made = backUpWhilePublishing(first, backup);
            assertEquals(0, made.code(), made.err());
            assertTrue(made.out().startsWith("ok: " + backup), made.out());
            last = say(first.base(), "after the backup");
            Outcome refused = command("restore", backup.toString(), data());
            assertEquals(1, refused.code());
            assertTrue(refused.err().contains("another Roomcast uses the store"), refused.err());
            assertEquals(1, refused.err().lines().count());
            Outcome checked = command("check", data());
            assertEquals(0, checked.code(), checked.out() + checked.err());
            assertTrue(checked.out().matches("ok: 1 rooms, [0-9]+ events, [0-9]+ bytes\n"), checked.out());
        } finally {
            kill(first);
        }
        Outcome restored = command("restore", backup.toString(), data());
        assertEquals(0, restored.code(), restored.err());
        assertTrue(restored.out().contains("roomcast.db.replaced-"), restored.out());
        try (ServerProcess second = server()) {
            String history = Http.get(second.base(), HISTORY).body();
            assertTrue(history.contains("\"before\""), history);
            assertTrue(!history.contains("after the backup"), history);
            String told =
                    Http.get(second.base(), "rooms/lobby/events?after=" + last).body();
            assertTrue(told.contains("\"reason\":\"epoch\""), told);
            assertEquals(0, command("check", data()).code());
        }
    }

    private Outcome backUpWhilePublishing(ServerProcess server, Path backup) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger said = new AtomicInteger();
        Thread publisher = new Thread(() -> {
            while (!enough.get()) {
                said.addAndGet(
                        Http.post(server.base(), "rooms/lobby/events", "meanwhile")
                                                .statusCode()
                                        == 201
                                ? 1
                                : 0);
            }
        });
        publisher.start();
        try {
            Awaitility.await("somebody publishes").until(() -> said.get() > 5);
            return command("backup", backup.toString(), data());
        } finally {
            enough.set(true);
            publisher.join();
        }
    }

    @Test
    void a_backup_that_does_not_fit_says_so_of_its_own_disk_and_leaves_nothing_behind() throws Exception {
        Content big = Content.of("message", '"' + "x".repeat(1 << 20) + '"');
        Draft draft = new Draft("lobby", new Member("ann-id", "ann"), "", Collections.nCopies(12, big));
        try (SqliteEngine engine = new SqliteEngine(Store.open(
                folder.resolve("data/roomcast.db"),
                Retention.DEFAULT,
                Instant::now,
                new SecureRandom(),
                Thread::new))) {
            new Asked(engine).append(List.of(draft));
        }
        Path backup = folder.resolve("backup.db");
        Outcome full = command(List.of("prlimit", "--fsize=8000000"), "backup", backup.toString(), data());
        assertEquals(1, full.code(), full.toString());
        assertTrue(full.err().startsWith("roomcast: no backup: the disk with the backup " + backup + " "), full.err());
        assertEquals(1, full.err().lines().count(), full.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.toString().startsWith(backup.toString()))
                            .toList());
        }
    }

    @Test
    void keys_are_rotated_while_people_are_there_and_with_now_all_enter_again() throws Exception {
        try (ServerProcess server = server()) {
            String token = entered(server);
            assertEquals(1, command("keys", data()).out().lines().count());
            Outcome rotated = command("keys", "rotate", data());
            assertEquals(0, rotated.code(), rotated.err());
            assertTrue(
                    rotated.out().matches("ok: [0-9a-f]{8} signs new tokens; those of .{8} are accepted .*Z\n"),
                    rotated.out());
            assertEquals(2, command("keys", data()).out().lines().count());
            Awaitility.await("the server follows")
                    .until(() -> !keyOf(entered(server)).equals(keyOf(token)));
            assertEquals(
                    200,
                    Http.get(server.base(), HISTORY, "Roomcast-Token", token).statusCode());
            Outcome cut = command("keys", "rotate", "--now", data());
            assertEquals(0, cut.code(), cut.err());
            Awaitility.await("the token is refused")
                    .until(() -> Http.get(server.base(), HISTORY, "Roomcast-Token", token)
                                    .statusCode()
                            == 401);
            assertEquals(
                    200,
                    Http.get(server.base(), HISTORY, "Roomcast-Token", entered(server))
                            .statusCode());
            assertEquals(1, command("keys", data()).out().lines().count());
            assertEquals(0, command("check", data()).code());
        }
    }

    private static String entered(ServerProcess server) {
        return Line.of(Http.post(server.base(), "rooms/lobby/members", "").body())
                .body()
                .getString("token");
    }

    private static String keyOf(String token) {
        return token.substring(0, 7);
    }

    @Test
    void what_is_asked_wrongly_is_answered_by_one_sentence_and_what_fails_by_another() throws Exception {
        sentence(2, "backup");
        sentence(2, "check", "more");
        sentence(2, "backup", "x", "--engine=memory:");
        sentence(2, "check", "--dat=x");
        sentence(2, "check", "--now");
        sentence(2, "keys", "turn");
        sentence(2, "keys", "--now");
        sentence(1, "keys", data());
        sentence(1, "keys", "rotate", data());
        sentence(1, "check", data());
        sentence(1, "backup", folder.resolve("backup.db").toString(), data());
        sentence(1, "restore", folder.resolve("backup.db").toString(), data());
        Files.writeString(folder.resolve("junk"), "this is not a store ".repeat(1000));
        sentence(1, "restore", folder.resolve("junk").toString(), data());
        sentence(1, "check", "--engine=jdbc:sqlite:" + folder.resolve("junk"));
    }

    private void sentence(int code, String... words) throws Exception {
        Outcome outcome = command(words);
        assertEquals(code, outcome.code(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("roomcast: "), outcome.err());
    }
}
