package io.roomcast.server;

import java.util.stream.Stream;

/** Jetty with the modules that Roomcast needs, in a base of its own beside what was unpacked. */
final class JettyServer {
    private static final String BASE = "roomcast-base";

    private JettyServer() {}

    static ServerProcess start(String name) {
        Unpacked jetty = Unpacked.server();
        jetty.configure("jetty/roomcast.ini", BASE + "/start.d/roomcast.ini");
        jetty.deploy(BASE + "/webapps");
        int port = FreePort.next();
        return ServerProcess.unpacked(
                name,
                port,
                Stream.of(
                        "-jar", jetty.text("start.jar"), "jetty.base=" + jetty.path(BASE), "jetty.http.port=" + port));
    }
}
