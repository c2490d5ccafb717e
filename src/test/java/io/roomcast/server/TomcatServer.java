package io.roomcast.server;

import java.util.stream.Stream;

/** Tomcat, started as its script starts it. */
final class TomcatServer {
    private TomcatServer() {}

    static ServerProcess start(String name) {
        Unpacked tomcat = Unpacked.server();
        tomcat.configure("tomcat/conf/server.xml", "conf/server.xml");
        tomcat.configure("tomcat/conf/tomcat-users.xml", "conf/tomcat-users.xml");
        tomcat.deploy("webapps");
        int port = FreePort.next();
        return ServerProcess.unpacked(
                name,
                port,
                Stream.of(
                        "-Dtomcat.port=" + port,
                        "-Dcatalina.home=" + tomcat.home(),
                        "-Dcatalina.base=" + tomcat.home(),
                        "-Djava.io.tmpdir=" + tomcat.path("temp"),
                        "-cp",
                        tomcat.path("bin/bootstrap.jar") + ":" + tomcat.path("bin/tomcat-juli.jar"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"));
    }
}
