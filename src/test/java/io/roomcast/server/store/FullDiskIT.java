package io.roomcast.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The files of a running server may suddenly not become any longer, as on a full disk, and then may again. */
class FullDiskIT {
    private static final String EVENTS = "rooms/lobby/events";
    private static final String BIG = "x".repeat(30_000);

    @Test
    void publishers_hear_unavailable_readers_keep_what_there_is_it_heals_by_itself_and_the_log_says_it_once_each_way()
            throws Exception {
        try (ServerProcess server = ServerProcess.standalone("--rate=0", "--commit=3s");
                Client reader = Transport.WEBSOCKET.enter(server.base(), Entering.into("lobby"))) {
            List<String> acknowledged = new ArrayList<>();
            limit(server, "300000");
            while (publish(server, acknowledged, acknowledged.size())) {
                assertTrue(acknowledged.size() < 100, "it is full at some time");
            }
            Awaitility.await()
                    .until(() -> Http.get(server.base(), "health/ready").statusCode() == 503);
            String why = Http.get(server.base(), "health/ready").body();
            assertTrue(why.contains("the disk with the store"), why);
            // Long enough for many attempts to find out whether it works again.
            Awaitility.await().during(Duration.ofSeconds(4)).until(() -> !publish(server, acknowledged, 1000));
            assertEquals(acknowledged, kept(server));
            for (String id : acknowledged) {
                assertEquals(id + BIG, reader.nextEvent().said());
            }
            limit(server, "unlimited");
            Awaitility.await()
                    .until(() -> Http.get(server.base(), "health/ready").statusCode() == 200);
            assertTrue(publish(server, acknowledged, 2000));
            assertEquals(acknowledged, kept(server));
            assertEquals("2000-" + BIG, reader.nextEvent().said());
            String log = Files.readString(server.output());
            assertEquals(1, count(log, "nothing can be published: the disk with the store"), log);
            assertEquals(1, count(log, "the store works again"), log);
            assertEquals(2, count(log, "WARNING") + count(log, "SEVERE"), log);
        }
    }

    private static void limit(ServerProcess server, String bytes) throws Exception {
        Process asked = new ProcessBuilder(
                        "prlimit", "--pid", String.valueOf(server.process().pid()), "--fsize=" + bytes + ":unlimited")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, asked.waitFor(), answer);
    }

    /** Whether it was acknowledged; else it was refused as unavailable. */
    private static boolean publish(ServerProcess server, List<String> acknowledged, int number) {
        String id = number + "-";
        var answer = Http.post(server.base(), EVENTS, id + BIG);
        if (answer.statusCode() == 201) {
            acknowledged.add(id);
            return true;
        }
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("\"unavailable\""), answer.body());
        return false;
    }

    private static List<String> kept(ServerProcess server) {
        String history =
                Http.get(server.base(), EVENTS + "?after=0:0&limit=1000").body();
        List<String> kept = new ArrayList<>();
        for (String part : history.split("\"data\":\"", -1)) {
            if (part.contains("-xxx")) {
                kept.add(part.substring(0, part.indexOf('-') + 1));
            }
        }
        return kept;
    }

    private static int count(String log, String text) {
        return log.split(text, -1).length - 1;
    }
}
