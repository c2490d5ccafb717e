package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Servers that are unpacked and started by their own main class, for {@code -Pthorough}. */
final class UnpackedServers {
    private UnpackedServers() {}

    static ServerProcess tomcat() {
        Path home = Path.of(System.getProperty("tomcat11.home")).toAbsolutePath();
        for (String file : new String[] {"conf/server.xml", "conf/tomcat-users.xml"}) {
            War.copy(Path.of("src/test/servers/tomcat").resolve(file), home.resolve(file));
        }
        War.copyTo(home.resolve("webapps"));
        int port = freePort();
        return ServerProcess.unpacked(
                "tomcat-11",
                port,
                Stream.of(
                        "-Dtomcat.port=" + port,
                        "-Dcatalina.home=" + home,
                        "-Dcatalina.base=" + home,
                        "-Djava.io.tmpdir=" + home.resolve("temp"),
                        "-cp",
                        home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
