package io.roomcast.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a process in /proc. Stateless; any thread. */
public final class ProcessFigures {
    private static final double TICKS_A_SECOND = 100;

    private final long pid;
    private final Path folder;

    ProcessFigures(long pid) {
        this.pid = pid;
        this.folder = Path.of("/proc/" + pid);
    }

    /** Returns the figures of the process in which this runs. */
    public static ProcessFigures own() {
        return new ProcessFigures(ProcessHandle.current().pid());
    }

    /** Returns the seconds of processor time of all threads together. */
    public double processor() throws IOException {
        return processor(Files.readString(folder.resolve("stat")));
    }

    private static double processor(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** Returns the seconds of processor time of the threads that compile in a JVM; 0 in other processes. */
    public double compiler() throws IOException {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
            for (Path thread : threads) {
                seconds += compiler(thread);
            }
        }
        return seconds;
    }

    private static double compiler(Path thread) throws IOException {
        try {
            String line = Files.readString(thread.resolve("stat"));
            return line.contains("(C1 Compiler") || line.contains("(C2 Compiler") ? processor(line) : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Returns a number of /proc/PID/status, such as VmRSS in kilobytes or Threads. */
    public long status(String name) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + name);
    }

    /** Returns the kilobytes of a JVM's heap that are in use after a forced collection. */
    public long heap() throws IOException {
        ask("GC.run");
        ask("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(ask("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) : -1;
    }

    /** Returns the answer of a JVM to a command of {@code jcmd}. */
    public String ask(String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
