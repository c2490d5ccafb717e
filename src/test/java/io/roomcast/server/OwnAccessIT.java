package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Http;
import io.roomcast.server.rules.GuestList;
import io.roomcast.server.rules.OpenHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A deployer's own bean says who may do what: where CDI comes from the WAR, and where it comes from the server. */
class OwnAccessIT {
    @Test
    void two_beans_that_both_want_to_decide_stop_the_start() throws Exception {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked base = TomcatServer.base("tomcat-two-rules", home);
        GuestListContract.deploy(base, "webapps", GuestList.class, OpenHouse.class);
        try (ServerProcess tomcat = TomcatServer.start(home, base)) {
            awaitLine(tomcat.output(), "Server startup in");
            assertEquals(404, Http.get(tomcat.base(), "health/ready").statusCode());
            awaitLine(tomcat.output(), "AmbiguousResolutionException");
        }
    }

    private static void awaitLine(Path output, String text) {
        Awaitility.await(text + " in " + output)
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(output).contains(text));
    }

    @Nested
    class OnTomcat extends GuestListContract {
        @Override
        ServerProcess start(String option) {
            Unpacked home = TestedServer.TOMCAT.unpacked();
            Unpacked base = TomcatServer.base("tomcat-own-access", home);
            deploy(base, "webapps", GuestList.class);
            return TomcatServer.start(home, base, option);
        }
    }

    @Nested
    class OnWildFly extends GuestListContract {
        @Override
        ServerProcess start(String option) {
            Unpacked home = TestedServer.WILDFLY.unpacked();
            Unpacked base = WildFlyServer.base("wildfly-own-access", home);
            deploy(base, "deployments", GuestList.class);
            return WildFlyServer.start(home, base, option);
        }
    }
}
