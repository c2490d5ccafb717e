package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The facts that a running Java machine tells about itself. */
public record Jvm(long pid) {
    private static final Pattern COUNT = Pattern.compile("^ *[0-9]+: +([0-9]+) ");

    /** The names of its threads, with what they do. */
    public String threads() {
        return ask("Thread.print");
    }

    /** How many objects of a class are left after everything that can be collected was. */
    int count(String type) {
        return ask("GC.class_histogram")
                .lines()
                .filter(line -> line.endsWith(" " + type))
                .flatMap(line -> COUNT.matcher(line).results())
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private String ask(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
