package io.roomcast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, and what Linux says about that process. */
final class BenchServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready: http://127.0.0.1:(\\d+)");
    private static final double TICKS_A_SECOND = 100;

    private final Process process;
    private final int port;

    private BenchServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@code archive} or {@code archive@engine} on a free port, with more arguments if any; the script starts itself. */
    static BenchServer roomcast(String side, String... arguments) throws IOException {
        int at = side.indexOf('@');
        String archive = at < 0 ? side : side.substring(0, at);
        String engine = at < 0 ? System.getProperty("engine", "memory:") : side.substring(at + 1);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(archive.endsWith(".war") ? List.of(java, "-jar", archive) : List.of(archive));
        command.addAll(List.of(
                "--http=127.0.0.1:0",
                "--engine=" + engine,
                "--data=" + Files.createTempDirectory("bench-data"),
                "--rate=0",
                "--joins=1000000",
                "--address-sessions=100000"));
        command.addAll(List.of(arguments));
        return started(command);
    }

    static BenchServer socketIo(String script) throws IOException {
        return started(List.of("node", script));
    }

    private static BenchServer started(List<String> command) throws IOException {
        Path output = Files.createTempFile("bench-server", ".log");
        output.toFile().deleteOnExit();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        while (process.isAlive()) {
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return new BenchServer(process, Integer.parseInt(ready.group(1)));
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("The server did not start: " + Files.readString(output));
    }

    int port() {
        return port;
    }

    /** Seconds of processor time, all threads together. */
    double processor() throws IOException {
        String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** A number of /proc/PID/status, such as VmRSS or Threads. */
    long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + name);
    }

    /** Kilobytes of heap that are in use after a forced collection. */
    long heap() throws IOException {
        ask("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(ask("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) : -1;
    }

    /** The classes with the most objects, so many of them. */
    List<String> histogram(int lines) throws IOException {
        return ask("GC.class_histogram").lines().skip(1).limit(lines + 3L).toList();
    }

    /** How many bytes the objects of each class take after a forced collection. */
    Map<String, Long> bytesOfClasses() throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        Matcher line = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)").matcher(ask("GC.class_histogram"));
        while (line.find()) {
            bytes.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum);
        }
        return bytes;
    }

    private String ask(String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
