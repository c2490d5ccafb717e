package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Http;
import io.roomcast.server.rules.Doorbell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change in a copy of the WAR takes effect under {@code java -jar}, as it does in a server. */
class ChangedWarIT {
    private static final String PRINCIPAL = """
              <context-param>
                <param-name>roomcast.access</param-name>
                <param-value>principal</param-value>
              </context-param>
            """;

    @TempDir
    private Path folder;

    @Test
    void its_web_xml_is_read() throws Exception {
        Archive war = copy().declare(PRINCIPAL);
        try (ServerProcess server = ServerProcess.standalone(war.file())) {
            assertEquals(
                    403, Http.post(server.base(), "rooms/open/events", "hi").statusCode());
            assertEquals(
                    "nosniff",
                    Http.get(server.base(), "health/live")
                            .headers()
                            .firstValue("X-Content-Type-Options")
                            .orElse("no gate"));
        }
    }

    @Test
    void a_servlet_is_found_by_its_annotation() throws Exception {
        Archive war = copy().put("WEB-INF/classes/", Doorbell.class);
        try (ServerProcess server = ServerProcess.standalone(war.file())) {
            assertEquals("ding dong", Http.get(server.base(), "door/bell").body());
            assertEquals(
                    201, Http.post(server.base(), "rooms/open/events", "hi").statusCode());
        }
    }

    private Archive copy() throws IOException {
        return new Archive(Files.copy(War.path(), folder.resolve("copy.war")));
    }
}
