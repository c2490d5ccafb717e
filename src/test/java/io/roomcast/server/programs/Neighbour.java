package io.roomcast.server.programs;

import io.roomcast.contract.client.Http;
import io.roomcast.server.Server;
import io.roomcast.server.TestedServer;
import io.roomcast.server.TomcatServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A second web application in the server that this run is about, until it is closed. Tomcat is told by its manager to have
 * it; the other servers look into a folder.
 */
record Neighbour(Server server, String name) implements AutoCloseable {

    URI base() {
        return server.base().resolve("/" + name + "/");
    }

    /** Asks the server to have it, which may take a while. */
    void deploy(Path war) throws IOException, InterruptedException {
        if (isTomcat()) {
            TomcatServer.manage(base(), "deploy?update=true&path=/" + name + "&war=" + war.toUri());
        } else {
            // Whole from the moment at which it is seen.
            Path part = server.applications().resolve(name + ".part");
            Files.copy(war, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Asks the server to take the application away, and does not wait for it. */
    void leave() throws IOException, InterruptedException {
        if (isTomcat()) {
            TomcatServer.manage(base(), "undeploy?path=/" + name);
        } else {
            Files.deleteIfExists(file());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // Also where it could not start: it would try again with the server's next start.
        if (Files.exists(file())) {
            leave();
        }
        Awaitility.await(name + " is gone").atMost(Duration.ofSeconds(60)).until(() -> !isHere());
    }

    private boolean isHere() {
        return Http.get(base(), "health/live").statusCode() == 200;
    }

    private Path file() {
        return server.applications().resolve(name + ".war");
    }

    private boolean isTomcat() {
        return server.kind() == TestedServer.TOMCAT;
    }
}
