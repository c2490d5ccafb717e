package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A server that runs as a process of its own, with its output in a file. Where it takes lines of TCP, their port is the
 * fragment of its address.
 */
public record ServerProcess(URI base, Process process, Path output) implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("Roomcast is ready: (\\S+).*?(?:\\nTCP: +nc \\S+ (\\d+))?\\nCtrl-C", Pattern.DOTALL);
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern MISCOUNTED = Pattern.compile("WELD-00071[45]");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** C2 would compile for longer than most of these servers live, on the two cores that the tests need. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    /** Open Liberty lets what is under way go on for half a minute before it stops an application. */
    private static final Duration END = Duration.ofSeconds(45);

    /** {@code java -jar roomcast.war} on a free port, with more arguments if any. */
    public static ServerProcess standalone(String... arguments) {
        return standalone(List.of(), arguments);
    }

    static Server standalone(TestedServer kind) {
        return new Server(kind, standalone(), War.path());
    }

    /** The same with options for the JVM. */
    public static ServerProcess standalone(List<String> options, String... arguments) {
        return standalone(War.path(), options, arguments);
    }

    /** The same with a WAR that somebody has changed. */
    public static ServerProcess standalone(Path war) {
        return standalone(war, List.of());
    }

    private static ServerProcess standalone(Path war, List<String> options, String... arguments) {
        Path output = output("standalone");
        Stream<String> program = Stream.of("-jar", war.toString(), "--http=127.0.0.1:0");
        boolean placed = Stream.of(arguments).anyMatch(given -> given.startsWith("--data="));
        Stream<String> data = placed ? Stream.of() : Stream.of("--data=" + output + ".data");
        boolean placedLines = Stream.of(arguments).anyMatch(given -> given.startsWith("--tcp="));
        Stream<String> lines = placedLines ? Stream.of() : Stream.of("--tcp=127.0.0.1:0");
        Stream<String> given =
                Stream.of(program, data, lines, Stream.of(arguments)).flatMap(part -> part);
        Process process = java(output, Stream.concat(options.stream(), given), Map.of());
        try {
            return new ServerProcess(addressIn(output, process), process, output);
        } catch (RuntimeException late) {
            process.destroyForcibly();
            throw late;
        }
    }

    static Server payaraMicro(TestedServer kind) {
        int port = FreePort.next();
        ServerProcess process = unpacked(
                kind.toString(),
                port,
                Stream.of(
                        "-jar",
                        kind.unpacked().home().toString(),
                        "--prebootcommandfile",
                        "src/test/servers/payara/before-boot",
                        "--port",
                        String.valueOf(port),
                        "--nocluster",
                        "--deploy",
                        War.path().toString()));
        return new Server(kind, process, War.path());
    }

    /** A server that was unpacked, is told to listen on that port and deploys the WAR at its start. */
    static ServerProcess unpacked(String server, int port, Stream<String> arguments) {
        return unpacked(server, port, arguments, true);
    }

    /** The same, with a folder for what it keeps or without. */
    static ServerProcess unpacked(String server, int port, Stream<String> arguments, boolean keeps) {
        Path output = output(server);
        URI address = URI.create("http://127.0.0.1:" + port + "/roomcast/");
        Map<String, String> environment = keeps ? Map.of("ROOMCAST_DATA", output + ".data") : Map.of();
        return new ServerProcess(address, java(output, arguments, environment), output);
    }

    /** The bytes of all objects that are in use, after a forced collection. */
    public long heapAfterCollection() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asked =
                    new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram").start();
            String histogram = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(histogram);
            return total.find() ? Long.parseLong(total.group(1)) : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end and gives its exit code. */
    public int end() {
        process.destroy();
        try {
            if (process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("The server did not end when it was asked to");
    }

    @Override
    public void close() {
        end();
        complaint().ifPresent(line -> {
            throw new IllegalStateException("Weld has lost track of a request: " + line);
        });
    }

    /** The first line in which Weld says that it counted requests wrong. */
    private Optional<String> complaint() {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> MISCOUNTED.matcher(line).find()).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process java(Path output, Stream<String> arguments, Map<String, String> environment) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Stream<String> command = Stream.concat(Stream.of(java.toString(), SHORT_LIVED), arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command.toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Payara waits for a password there.
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path output(String server) {
        try {
            return Files.createTempFile(War.path().getParent(), server + "-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI addressIn(Path output, Process process) {
        return Awaitility.await("the address in " + output)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the server ended: see " + output, () -> !process.isAlive())
                .until(() -> READY.matcher(Files.readString(output)).results().findFirst(), found -> found.isPresent())
                .map(found -> URI.create(found.group(1) + (found.group(2) == null ? "" : "#" + found.group(2))))
                .orElseThrow();
    }
}
