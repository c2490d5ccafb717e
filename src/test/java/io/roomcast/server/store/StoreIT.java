package io.roomcast.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.Ready;
import io.roomcast.server.ServerProcess;
import io.roomcast.server.TestedServer;
import io.roomcast.server.TomcatServer;
import io.roomcast.server.Unpacked;
import io.roomcast.server.War;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the store is, whose it is, and what is said where there is none. */
class StoreIT {
    private static final String EVENTS = "rooms/lobby/events";

    @TempDir
    private Path folder;

    @Test
    void a_second_server_on_the_same_folder_ends_with_one_sentence_and_the_first_goes_on() throws Exception {
        String data = "--data=" + folder;
        try (ServerProcess first = ServerProcess.standalone(data)) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Path output = folder.resolve("second");
            Process second = new ProcessBuilder(
                            java.toString(), "-jar", War.path().toString(), "--http=127.0.0.1:0", data)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertTrue(second.waitFor(30, TimeUnit.SECONDS), "it runs beside the first");
            } finally {
                second.destroyForcibly();
            }
            assertEquals(
                    "roomcast: another Roomcast uses the store " + folder.resolve("roomcast.db")
                            + "; each needs one of its own: --data=folder chooses where it is\n",
                    Files.readString(output));
            assertEquals(1, second.exitValue());
            assertEquals(201, Http.post(first.base(), EVENTS, "hello").statusCode());
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_the_next_start() throws Exception {
        String acknowledged;
        try (ServerProcess first = ServerProcess.standalone("--data=" + folder)) {
            acknowledged = Http.post(first.base(), EVENTS, "hello").body();
        }
        try (ServerProcess second = ServerProcess.standalone("--data=" + folder)) {
            String history = Http.get(second.base(), EVENTS + "?after=0:0").body();
            assertTrue(history.contains("\"data\":\"hello\""), history);
            String next = Http.post(second.base(), EVENTS, "again").body();
            assertEquals(epoch(acknowledged), epoch(next));
        }
    }

    @Test
    void after_a_crash_seats_are_kept_for_their_grace_and_who_resumes_causes_no_presence() throws Exception {
        Map<String, Client> before = new LinkedHashMap<>();
        try (ServerProcess first = ServerProcess.standalone("--data=" + folder)) {
            for (String name : List.of("ann", "bob", "carl")) {
                Client client = Transport.WEBSOCKET.enter(
                        first.base(), Entering.into("lobby").named(name));
                client.publish("c-1", "hi");
                before.put(name, client);
            }
            first.process().destroyForcibly().waitFor();
        }
        try (ServerProcess second = ServerProcess.standalone("--data=" + folder, "--grace=2s");
                Client ann = back(second, before.get("ann"));
                Client bob = back(second, before.get("bob"))) {
            assertEquals(3, ann.welcome().body().getInt("count"));
            assertEquals(3, bob.welcome().body().getInt("count"));
            Line presence = ann.next("presence");
            assertEquals(2, presence.body().getInt("count"), presence::toString);
            assertTrue(presence.toString().contains(before.get("carl").id()), presence::toString);
            assertEquals(
                    1, ann.heard().stream().filter(line -> line.is("presence")).count());
        } finally {
            before.values().forEach(Client::close);
        }
    }

    private static Client back(ServerProcess server, Client before) {
        return Transport.WEBSOCKET.enter(
                server.base(), Entering.into("lobby").token(before.token()).after(before.position()));
    }

    @Test
    void without_a_folder_a_container_keeps_messages_in_memory_and_says_so_once_and_to_whoever_asks() throws Exception {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked base = TomcatServer.base("tomcat-without-folder", home);
        base.deploy("webapps");
        try (ServerProcess tomcat = TomcatServer.start(home, base, false)) {
            Ready.await(tomcat.base());
            String health = Http.get(tomcat.base(), "health/ready").body();
            assertTrue(
                    health.contains("\"warning\":\"messages are kept in memory and are lost when the server stops"),
                    health);
            assertTrue(health.contains("\"status\":\"ready\""), health);
            assertEquals(201, Http.post(tomcat.base(), EVENTS, "hello").statusCode());
            assertEquals(1, count(tomcat, "messages are kept in memory"));
        }
    }

    @Test
    void an_engine_that_wants_a_folder_and_has_none_is_a_mistake_in_a_container() throws Exception {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked base = TomcatServer.base("tomcat-no-folder", home);
        base.deploy("webapps");
        try (ServerProcess tomcat = TomcatServer.start(home, base, false, "-Droomcast.engine=jdbc:sqlite:")) {
            String sentence =
                    "Roomcast does not start: Bad value roomcast.engine=jdbc:sqlite: in the system properties:"
                            + " expected the key data as well, such as roomcast.data=/var/lib/roomcast.";
            Awaitility.await().until(() -> count(tomcat, sentence) > 0);
            assertEquals(404, Http.get(tomcat.base(), "health/ready").statusCode());
        }
    }

    @Test
    void two_deployments_in_one_server_have_a_store_each_and_one_may_come_and_go() throws Exception {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked base = TomcatServer.base("tomcat-two", home);
        base.configure("tomcat/manager.xml", "conf/Catalina/localhost/manager.xml");
        describe(base, "roomcast");
        describe(base, "other");
        try (ServerProcess tomcat = TomcatServer.start(home, base, false)) {
            URI other = tomcat.base().resolve("../other/");
            for (URI each : List.of(tomcat.base(), other)) {
                Ready.await(each);
                assertTrue(
                        Http.post(each, EVENTS, "to " + each.getPath()).body().endsWith(":1\"}\n"));
            }
            TomcatServer.manage(tomcat.base(), "stop?path=/other");
            assertEquals(404, Http.get(other, "health/live").statusCode());
            assertTrue(Http.post(tomcat.base(), EVENTS, "still here").body().endsWith(":2\"}\n"));
            TomcatServer.manage(tomcat.base(), "start?path=/other");
            assertTrue(Http.post(other, EVENTS, "back").body().endsWith(":2\"}\n"));
        }
    }

    private void describe(Unpacked base, String application) throws Exception {
        Path descriptor = base.path("conf/Catalina/localhost/" + application + ".xml");
        Files.createDirectories(descriptor.getParent());
        Files.writeString(
                descriptor,
                "<Context docBase=\"" + War.path().toAbsolutePath() + "\">"
                        + "<Parameter name=\"roomcast.data\" value=\"" + folder.resolve(application)
                        + "\"/></Context>");
    }

    private static long count(ServerProcess server, String text) throws Exception {
        try (Stream<String> lines = Files.lines(server.output())) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    private static String epoch(String acknowledgement) {
        return acknowledgement.replaceAll("(?s).*\"position\":\"([^:]*):.*", "$1");
    }
}
