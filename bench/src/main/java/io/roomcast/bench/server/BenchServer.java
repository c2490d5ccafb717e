package io.roomcast.bench.server;

import io.roomcast.bench.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, on a port of 127.0.0.1. One that was started here ends with this object, or with this
 * process.
 */
public final class BenchServer implements Target, AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready: http://127.0.0.1:(\\d+)");
    private static final Pattern TCP = Pattern.compile("nc 127.0.0.1 (\\d+)");
    private static final Pattern HEAP = Pattern.compile("heap: (\\d+)");
    private static final String DEPENDENCIES = "bench/peers/java/target/";

    private final ProcessHandle process;
    private final Path output;
    private final boolean java;

    /** Ends the process if this one ends; empty if the server ran already. */
    private final Optional<Process> watcher;

    private final int port;

    private BenchServer(ProcessHandle process, Path output, boolean java, Process watcher) throws IOException {
        this.process = process;
        this.output = output;
        this.java = java;
        this.watcher = Optional.of(watcher);
        this.port = portIn(READY);
    }

    private BenchServer(ProcessHandle process, int port) {
        this.process = process;
        this.output = Path.of("/dev/null");
        this.java = true;
        this.watcher = Optional.empty();
        this.port = port;
    }

    /** A server that runs already, on a JVM, such as a container with the archive as its root application. */
    public static BenchServer running(int port, long pid) throws IOException {
        return new BenchServer(
                ProcessHandle.of(pid).orElseThrow(() -> new IOException("There is no process " + pid)), port);
    }

    /** {@code archive} or {@code archive@engine}, with more arguments if any; the script {@code roomcast} starts itself. */
    public static BenchServer roomcast(String side, String... arguments) throws IOException {
        int at = side.indexOf('@');
        String archive = at < 0 ? side : side.substring(0, at);
        String engine = at < 0 ? System.getProperty("engine", "memory:") : side.substring(at + 1);
        if (!Files.isRegularFile(Path.of(archive))) {
            throw new IllegalArgumentException("There is no file " + archive);
        }
        List<String> command =
                new ArrayList<>(archive.endsWith(".war") ? List.of(java(), "-jar", archive) : List.of(archive));
        command.addAll(List.of(
                "--http=127.0.0.1:0",
                "--tcp=127.0.0.1:0",
                "--engine=" + engine,
                "--data=" + TemporaryFolder.create(),
                "--rate=0",
                "--joins=1000000",
                "--new-rooms=1000000",
                "--members=100000",
                "--address-sessions=100000"));
        command.addAll(List.of(arguments));
        return started(command, true);
    }

    /** A script of bench/peers, run by Node. */
    public static BenchServer node(String script) throws IOException {
        return started(List.of("node", "--expose-gc", "bench/peers/" + script), false);
    }

    /** The loop in plain NIO, {@link NioLoop}. */
    public static BenchServer loop() throws IOException {
        return started(List.of(java(), "-cp", System.getProperty("java.class.path"), NioLoop.class.getName()), true);
    }

    /** A class of bench/peers/java. */
    public static BenchServer java(String main) throws IOException {
        String classPath = DEPENDENCIES + "classes:" + DEPENDENCIES + "lib/*";
        return started(List.of(java(), "-cp", classPath, main), true);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static BenchServer started(List<String> command, boolean java) throws IOException {
        Path output = Files.createTempFile("bench-server", ".log");
        output.toFile().deleteOnExit();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new BenchServer(process.toHandle(), output, java, watcher(process.pid()));
    }

    /** Starts a shell that ends a server when this process ends, even by a signal that it cannot catch. */
    private static Process watcher(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "trap '' INT; read -r _; kill " + pid).start();
    }

    private int portIn(Pattern pattern) throws IOException {
        while (process.isAlive()) {
            Matcher matcher = pattern.matcher(Files.readString(output));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("The server did not start: " + Files.readString(output));
    }

    @Override
    public int http() {
        return port;
    }

    @Override
    public int tcp() throws IOException {
        if (watcher.isEmpty()) {
            throw new IOException("The TCP port of a server that runs already is not known");
        }
        return portIn(TCP);
    }

    /** Whether it runs on a JVM, which compiles for a while. */
    public boolean isJava() {
        return java;
    }

    public ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    /** Returns the kilobytes that are in use after a forced collection. */
    public double heap() throws IOException {
        if (java) {
            return figures().heap();
        }
        long before = answers().count();
        new ProcessBuilder("kill", "-USR2", Long.toString(process.pid())).start();
        while (process.isAlive() && answers().count() == before) {
            LockSupport.parkNanos(5_000_000);
        }
        List<MatchResult> all = answers().toList();
        return Long.parseLong(all.get(all.size() - 1).group(1)) / 1024.0;
    }

    private Stream<MatchResult> answers() throws IOException {
        return HEAP.matcher(Files.readString(output)).results();
    }

    @Override
    public void close() {
        if (watcher.isEmpty()) {
            return;
        }
        watcher.get().destroy();
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            process.destroyForcibly();
        }
    }
}
