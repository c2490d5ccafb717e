package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * GlassFish and Payara Server, which came from it. Their own administration says with which arguments they are to be
 * started; what it would start by itself could not be ended by its process.
 */
final class GlassFishServer {
    private static final String DOMAIN = "domain1";
    private static final Pattern PORT = Pattern.compile("(?<=port=\"|PORT\" value=\"|telnet.port=)[0-9]{4,5}(?=[\"<])");
    private static final String STANDARD_PORT = "8080";

    private GlassFishServer() {}

    static Server glassFish(TestedServer kind) {
        return start(kind, List.of());
    }

    static Server payara(TestedServer kind) {
        return start(kind, List.of("--prebootcommandfile", "src/test/servers/payara/before-boot"));
    }

    private static Server start(TestedServer kind, List<String> options) {
        Unpacked server = kind.unpacked();
        Unpacked base = Unpacked.fresh(kind.toString());
        base.copyAll(server.path("glassfish/domains").resolve(DOMAIN), DOMAIN);
        base.deploy(DOMAIN + "/autodeploy");
        int port = FreePort.next();
        listen(base.path(DOMAIN + "/config/domain.xml"), port);
        ServerProcess process = ServerProcess.unpacked(kind.toString(), port, arguments(server, base, options));
        return new Server(kind, process, base.path(DOMAIN + "/autodeploy"));
    }

    /** Gives every port of the domain as it was unpacked another number and a local address. */
    private static void listen(Path domain, int http) {
        try {
            String text = PORT.matcher(Files.readString(domain))
                    .replaceAll(found -> String.valueOf(found.group().equals(STANDARD_PORT) ? http : FreePort.next()));
            Files.writeString(
                    domain,
                    text.replace("\"0.0.0.0\"", "\"127.0.0.1\"")
                            .replace("<network-listener port", "<network-listener address=\"127.0.0.1\" port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments after the path of java in the answer, one a line up to an empty line. */
    private static Stream<String> arguments(Unpacked server, Unpacked base, List<String> options) {
        Stream<String> asadmin = Stream.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                server.text("glassfish/lib/client/appserver-cli.jar"),
                "start-domain",
                "--domaindir",
                base.home().toString(),
                "--dry-run",
                "--verbose");
        Stream<String> command =
                Stream.of(asadmin, options.stream(), Stream.of(DOMAIN)).flatMap(part -> part);
        try {
            Process process = new ProcessBuilder(command.toList()).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .dropWhile(line -> !line.endsWith("/bin/java"))
                    .skip(1)
                    .takeWhile(line -> !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
