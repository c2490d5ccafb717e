package io.roomcast.server;

import java.util.List;
import java.util.stream.Stream;

/** WildFly, started as its script starts it, each time in a folder of its own. */
final class WildFlyServer {
    private static final List<String> CONFIGURATION = List.of(
            "standalone.xml",
            "logging.properties",
            "application-roles.properties",
            "application-users.properties",
            "mgmt-groups.properties",
            "mgmt-users.properties");

    private WildFlyServer() {}

    static Server start(TestedServer kind) {
        Unpacked home = kind.unpacked();
        Unpacked base = base(kind.toString(), home);
        base.deploy("deployments");
        return new Server(kind, start(home, base), base.path("deployments"));
    }

    /** A folder for one WildFly, without applications. */
    static Unpacked base(String name, Unpacked home) {
        Unpacked base = Unpacked.fresh(name);
        for (String file : CONFIGURATION) {
            base.copy(home.path("standalone/configuration").resolve(file), "configuration/" + file);
        }
        base.folder("deployments");
        return base;
    }

    static ServerProcess start(Unpacked home, Unpacked base, String... options) {
        int port = FreePort.next();
        Stream<String> start = Stream.of(
                "-Djboss.home.dir=" + home.home(),
                "-Djboss.server.base.dir=" + base.home(),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + FreePort.next(),
                "-Djboss.management.http.port=" + FreePort.next(),
                "-jar",
                home.text("jboss-modules.jar"),
                "-mp",
                home.text("modules"),
                "org.jboss.as.standalone");
        return ServerProcess.unpacked(
                base.home().getFileName().toString(), port, Stream.concat(Stream.of(options), start));
    }
}
