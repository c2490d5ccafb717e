package io.roomcast.server;

import java.util.stream.Stream;

/** Jetty with the modules that Roomcast needs, in a base of its own beside what was unpacked. */
final class JettyServer {
    private static final String BASE = "roomcast-base";

    private JettyServer() {}

    static Server start(TestedServer kind) {
        Unpacked jetty = kind.unpacked();
        jetty.configure("jetty/roomcast.ini", BASE + "/start.d/roomcast.ini");
        jetty.deploy(BASE + "/webapps");
        int port = FreePort.next();
        ServerProcess process = ServerProcess.unpacked(
                kind.toString(),
                port,
                Stream.of(
                        "-jar", jetty.text("start.jar"), "jetty.base=" + jetty.path(BASE), "jetty.http.port=" + port));
        return new Server(kind, process, jetty.path(BASE + "/webapps"));
    }
}
