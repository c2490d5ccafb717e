package io.roomcast.server;

import java.util.stream.Stream;

/** Open Liberty with the four features that Roomcast needs. */
final class LibertyServer {
    private static final String HERE = "usr/servers/roomcast";

    private LibertyServer() {}

    static Server start(TestedServer kind) {
        Unpacked liberty = kind.unpacked();
        liberty.configure("liberty/server.xml", HERE + "/server.xml");
        liberty.deploy(HERE + "/apps");
        int port = FreePort.next();
        ServerProcess process = ServerProcess.unpacked(
                kind.toString(),
                port,
                Stream.of(
                        "-javaagent:" + liberty.path("bin/tools/ws-javaagent.jar"),
                        "@" + liberty.path("lib/platform/java/java9.options"),
                        "-jar",
                        liberty.text("bin/tools/ws-server.jar"),
                        "roomcast",
                        "--",
                        "--http.port=" + port));
        return new Server(kind, process, liberty.path(HERE + "/apps"));
    }
}
