package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Maven that builds Roomcast, run once more for another project, in a process of its own. */
final class Maven {
    private Maven() {}

    /** Fails unless the build succeeds. Its output is {@code log}. */
    static void run(Path project, Path log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "--batch-mode"));
        command.addAll(arguments);
        int code = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, () -> "see " + log);
    }
}
