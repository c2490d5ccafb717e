package io.roomcast.engine.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the files of a store")
class StoreFilesTest {
    @TempDir
    private Path folder;

    private Path store() {
        return folder.resolve("roomcast.db");
    }

    private String refused() {
        return assertThrows(IOException.class, () -> StoreFiles.take(store()).close())
                .getMessage();
    }

    /** Another process. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            try (StoreFiles files = StoreFiles.take(Path.of(arguments[0]))) {
                System.out.print("taken: " + files.store());
            } catch (IOException refused) {
                System.out.print(refused.getMessage());
            }
        }

        static String says(Path store) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(
                            java, "-cp", System.getProperty("java.class.path"), Other.class.getName(), store.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("stay with whoever has them, also after another of the same process was refused")
    void refusedInThisProcess() throws IOException {
        try (StoreFiles files = StoreFiles.take(store())) {
            String refusal = refused();
            assertTrue(refusal.startsWith("another Roomcast uses the store " + files.store()), refusal);
            assertEquals(refusal, Other.says(store()));
            assertEquals(refusal, refused());
        }
        assertEquals("taken: " + store(), Other.says(store()));
        StoreFiles.take(store()).close();
    }

    @Test
    @DisplayName("are refused with a sentence where their folder is a file")
    void noFolder() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("data"));
        Path store = inTheWay.resolve("roomcast.db");
        String refusal =
                assertThrows(IOException.class, () -> StoreFiles.take(store)).getMessage();
        assertEquals("the store " + store + " cannot be used: " + inTheWay + ": is not a folder", refusal);
    }

    @Test
    @DisplayName("are refused with a sentence where one of them is a folder, and taken as soon as it is none")
    void aFolderInTheWay() throws IOException {
        for (String end : List.of(".mark", ".lock")) {
            Path inTheWay = folder.resolve("roomcast.db" + end);
            Files.deleteIfExists(inTheWay);
            Files.createDirectory(inTheWay);
            String refusal = refused();
            assertTrue(refusal.startsWith("the store " + store() + " cannot be used: " + inTheWay), refusal);
            Files.delete(inTheWay);
            StoreFiles.take(store()).close();
        }
    }

    @Test
    @DisplayName("are named where one cannot be forced to disk")
    void unforced() {
        Path device = Path.of("/dev/null");
        FileSystemException failure = assertThrows(FileSystemException.class, () -> StoreFiles.force(device));
        assertEquals("/dev/null: Invalid argument", failure.getMessage());
    }
}
