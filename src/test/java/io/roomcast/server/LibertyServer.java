package io.roomcast.server;

import java.util.stream.Stream;

/** Open Liberty with the four features that Roomcast needs. */
final class LibertyServer {
    private static final String HERE = "usr/servers/roomcast";

    private LibertyServer() {}

    static ServerProcess start(String name) {
        Unpacked liberty = Unpacked.server();
        liberty.configure("liberty/server.xml", HERE + "/server.xml");
        liberty.deploy(HERE + "/apps");
        int port = FreePort.next();
        return ServerProcess.unpacked(
                name,
                port,
                Stream.of(
                        "-javaagent:" + liberty.path("bin/tools/ws-javaagent.jar"),
                        "@" + liberty.path("lib/platform/java/java9.options"),
                        "-jar",
                        liberty.text("bin/tools/ws-server.jar"),
                        "roomcast",
                        "--",
                        "--http.port=" + port));
    }
}
