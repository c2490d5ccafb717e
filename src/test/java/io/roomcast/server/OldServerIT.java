package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server of the time before Jakarta says what is wrong, and serves nothing. */
@Tag("thorough")
class OldServerIT {
    private static final String SENTENCE = "Roomcast cannot run here: this server has javax.servlet, and Roomcast needs"
            + " jakarta.servlet 6.0. Deploy it to Tomcat 10.1 or newer, or to a Jakarta EE 10 server, or run it by java -jar";

    @Test
    void tomcat_9_says_in_one_sentence_what_it_lacks() throws IOException {
        Unpacked home = Unpacked.named("apache-tomcat-9.*");
        Unpacked base = TomcatServer.base("tomcat-9", home);
        base.deploy("webapps");
        try (ServerProcess tomcat = TomcatServer.start(home, base)) {
            Awaitility.await().until(() -> Files.readString(tomcat.output()).contains("Server startup in"));
            String log = Files.readString(tomcat.output());
            assertEquals(
                    1,
                    log.lines()
                            .filter(line -> line.contains("SEVERE") || line.startsWith("ERROR"))
                            .filter(line -> line.endsWith(SENTENCE))
                            .count(),
                    log);
        }
    }
}
