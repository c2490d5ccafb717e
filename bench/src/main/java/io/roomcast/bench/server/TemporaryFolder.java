package io.roomcast.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are removed with all that is in them when this process ends. Any thread. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    public static Path create() throws IOException {
        Path folder = Files.createTempDirectory("roomcast-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUse) {
            System.err.println("bench: " + folder + " is left behind: " + inUse);
        }
    }
}
