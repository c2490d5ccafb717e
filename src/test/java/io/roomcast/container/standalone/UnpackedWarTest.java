package io.roomcast.container.standalone;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the folder of java -jar")
class UnpackedWarTest {
    /** Larger than any process id of Linux. */
    private static final long DEAD = 99_999_999;

    private static Path leftover() throws IOException {
        Path folder = Files.createTempDirectory("roomcast-" + DEAD + "-");
        for (int file = 0; file < 300; file++) {
            Files.createFile(
                    Files.createDirectories(folder.resolve("folder-" + file)).resolve("file"));
        }
        return folder;
    }

    private static void removeLeftovers() {
        try {
            UnpackedWar.removeLeftovers();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    @Test
    @DisplayName("of a killed process is removed, also by several servers that start at the same time")
    void leftovers() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path folder = leftover();
            List<CompletableFuture<Void>> starts = IntStream.range(0, 4)
                    .mapToObj(start -> CompletableFuture.runAsync(UnpackedWarTest::removeLeftovers))
                    .toList();
            starts.forEach(CompletableFuture::join);
            removeLeftovers();
            assertFalse(Files.exists(folder));
        }
    }
}
