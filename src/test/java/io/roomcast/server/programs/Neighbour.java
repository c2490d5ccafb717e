package io.roomcast.server.programs;

import io.roomcast.contract.client.Http;
import io.roomcast.server.TomcatServer;
import io.roomcast.server.Unpacked;
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
record Neighbour(URI base, String name) implements AutoCloseable {

    static Neighbour of(URI roomcast, String name) {
        return new Neighbour(roomcast.resolve("/" + name + "/"), name);
    }

    /** Asks the server to have it, which may take a while. */
    void deploy(Path war) throws IOException, InterruptedException {
        if (isTomcat()) {
            TomcatServer.manage(base, "deploy?update=true&path=/" + name + "&war=" + war.toUri());
        } else {
            // Whole from the moment at which it is seen.
            Path part = folder().resolve(name + ".part");
            Files.copy(war, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Asks the server to take the application away, and does not wait for it. */
    void leave() throws IOException, InterruptedException {
        if (isTomcat()) {
            TomcatServer.manage(base, "undeploy?path=/" + name);
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
        return Http.get(base, "health/live").statusCode() == 200;
    }

    private Path file() {
        return folder().resolve(name + ".war");
    }

    private static boolean isTomcat() {
        return server().equals("tomcat");
    }

    private static Path folder() {
        return switch (server()) {
            case "tomcat" -> Unpacked.in("tomcat.home").path("webapps");
            case "wildfly" -> Unpacked.in("wildfly.home").path("standalone/deployments");
            case "payara" -> Unpacked.in("server.home").path("glassfish/domains/domain1/autodeploy");
            default -> throw new IllegalStateException("No folder is known of " + server());
        };
    }

    private static String server() {
        return System.getProperty("server");
    }
}
