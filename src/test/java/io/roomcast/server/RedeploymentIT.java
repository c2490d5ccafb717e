package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application that is taken away, or replaced by the next, while people are in its rooms, leaves nothing behind. */
class RedeploymentIT {
    private static final int TIMES = 10;
    private static final int WITHOUT_US = 1;

    private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";

    @Test
    void ten_redeployments_on_tomcat_leave_no_thread_no_class_loader_and_no_complaint() throws Exception {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked base = TomcatServer.base("tomcat-redeployed", home);
        base.configure("tomcat/manager.xml", "conf/Catalina/localhost/manager.xml");
        base.deploy("webapps");
        try (ServerProcess tomcat = TomcatServer.start(home, base, "-Droomcast.drain=500ms")) {
            Ready.await(tomcat.base());
            for (int time = 0; time < TIMES; time++) {
                replaceWhileInUse(tomcat.base());
            }
            TomcatServer.manage(tomcat.base(), "undeploy?path=/roomcast");
            Jvm jvm = new Jvm(tomcat.process().pid());
            Awaitility.await("no thread of ours").until(() -> !jvm.threads().contains("\"roomcast"));
            Awaitility.await("no class loader of ours").until(() -> jvm.count(LOADER) <= WITHOUT_US);
            assertTrue(jvm.count(LOADER) >= WITHOUT_US, "the loaders can be counted");
            List<String> complaints = Files.readAllLines(tomcat.output()).stream()
                    .filter(line -> line.startsWith("SEVERE"))
                    .toList();
            assertEquals(List.of(), complaints);
        }
    }

    private void replaceWhileInUse(URI base) throws Exception {
        try (Client socket = Transport.WEBSOCKET.enter(base, Entering.into("replaced"));
                RawSocket poll = new RawSocket(base)) {
            socket.publish("c-1", "hi");
            assertEquals("hi", socket.nextEvent().said());
            poll.write("GET " + base.getPath() + "rooms/replaced/events?wait=25&after=" + socket.position()
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // When a later request is answered, the poll has arrived.
            assertEquals(200, Http.get(base, "health/live").statusCode());
            TomcatServer.manage(
                    base, "deploy?update=true&path=/roomcast&war=" + War.path().toUri());
            assertEquals("draining", socket.next("bye").code());
            String last = poll.answer().body();
            assertTrue(last.contains("\"code\":\"draining\""), last);
        }
    }
}
