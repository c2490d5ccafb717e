package io.roomcast.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the machine, and everything on it that a result depends on. Stateless. */
public final class Machine {
    private static final Path LOAD = Path.of("/proc/loadavg");

    private Machine() {}

    /** Returns a line for each fact. */
    public static String describe(Path archive, String options) throws IOException {
        return String.join(
                "\n",
                "begun: " + Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "commit: " + commit() + changes(),
                "archive: " + archive
                        + (Files.exists(archive) ? " of " + Files.getLastModifiedTime(archive) : ", missing"),
                "processor: " + processor(),
                "cores: " + Runtime.getRuntime().availableProcessors(),
                "memory: " + found(Files.readString(Path.of("/proc/meminfo")), "MemTotal: *(.*)"),
                "kernel: " + kernel(),
                "java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
                        + ", default options",
                "node: " + output("node", "--version"),
                "peers: " + peers(),
                "options: " + options,
                "load before: " + load(),
                "");
    }

    /** Returns the time, the commit and the machine in one line. */
    public static String line() throws IOException {
        return String.join(
                ", ",
                LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
                "commit " + commit() + changes(),
                Runtime.getRuntime().availableProcessors() + " cores of " + processor(),
                "Linux " + kernel(),
                "Java " + System.getProperty("java.version"),
                "Node " + output("node", "--version"));
    }

    private static String changes() throws IOException {
        return output("git", "status", "--porcelain", "--", "src/main", "bench/src")
                        .isEmpty()
                ? ""
                : " and changes";
    }

    private static String processor() throws IOException {
        return found(Files.readString(Path.of("/proc/cpuinfo")), "model name\\s*: (.*)");
    }

    private static String kernel() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim();
    }

    /** Returns the first digits of the commit that is checked out. */
    public static String commit() throws IOException {
        String commit = output("git", "rev-parse", "--short=9", "HEAD");
        return commit.isEmpty() ? "unknown" : commit;
    }

    public static String load() throws IOException {
        return Files.readString(LOAD).trim();
    }

    private static String peers() throws IOException {
        String lock = Files.readString(Path.of("bench/peers/package-lock.json"));
        String pom = Files.readString(Path.of("bench/peers/java/pom.xml"));
        return "ws " + found(lock, "\"node_modules/ws\": \\{\\s*\"version\": \"([^\"]*)")
                + ", Socket.IO " + found(lock, "\"node_modules/socket.io\": \\{\\s*\"version\": \"([^\"]*)")
                + ", CometD " + found(pom, "<cometd>(.*)</cometd>")
                + " on Jetty " + found(pom, "<jetty>(.*)</jetty>")
                + ", netty-socketio " + found(pom, "<netty.socketio>(.*)</netty.socketio>");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static String output(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }
}
