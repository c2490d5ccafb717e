package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

/** Tomcat, started as its script starts it, each time in a folder of its own. */
public final class TomcatServer {
    private static final String LEAKS_ARE_FOUND_IN =
            "java.base/java.lang java.base/java.io java.base/java.util java.base/java.util.concurrent java.rmi/sun.rmi.transport";

    private static final String MANAGER =
            Base64.getEncoder().encodeToString("tests:tests".getBytes(StandardCharsets.UTF_8));

    private TomcatServer() {}

    /** With its manager, which is told to have neighbours. */
    static Server start(TestedServer kind) {
        Unpacked home = kind.unpacked();
        Unpacked base = base(kind.toString(), home);
        base.configure("tomcat/manager.xml", "conf/Catalina/localhost/manager.xml");
        base.deploy("webapps");
        return new Server(kind, start(home, base), base.path("webapps"));
    }

    /** A folder for one Tomcat, without applications. */
    public static Unpacked base(String name, Unpacked home) {
        Unpacked base = Unpacked.fresh(name);
        base.copy(home.path("conf/web.xml"), "conf/web.xml");
        base.copy(home.path("conf/catalina.properties"), "conf/catalina.properties");
        base.configure("tomcat/conf/server.xml", "conf/server.xml");
        base.configure("tomcat/conf/tomcat-users.xml", "conf/tomcat-users.xml");
        base.folder("temp");
        base.folder("webapps");
        return base;
    }

    public static ServerProcess start(Unpacked home, Unpacked base, String... options) {
        return start(home, base, true, options);
    }

    /** With a folder for what it keeps, or without. */
    public static ServerProcess start(Unpacked home, Unpacked base, boolean keeps, String... options) {
        int port = FreePort.next();
        Stream<String> opens = Stream.of(LEAKS_ARE_FOUND_IN.split(" "))
                .flatMap(each -> Stream.of("--add-opens", each + "=ALL-UNNAMED"));
        Stream<String> start = Stream.of(
                "-Dtomcat.port=" + port,
                "-Dcatalina.home=" + home.home(),
                "-Dcatalina.base=" + base.home(),
                "-Djava.io.tmpdir=" + base.path("temp"),
                "-cp",
                home.path("bin/bootstrap.jar") + ":" + home.path("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
        return ServerProcess.unpacked(
                base.home().getFileName().toString(),
                port,
                Stream.of(opens, Stream.of(options), start).flatMap(part -> part),
                keeps);
    }

    /** Has the server's manager do something, which has to be among its applications. */
    public static void manage(URI base, String command) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/manager/text/" + command))
                .header("Authorization", "Basic " + MANAGER)
                .timeout(Duration.ofMinutes(1))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        assertTrue(answer.startsWith("OK"), answer);
    }
}
