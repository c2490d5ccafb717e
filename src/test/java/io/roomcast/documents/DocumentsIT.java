package io.roomcast.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.server.ServerProcess;
import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands of the documents print what the documents say, on a fresh server. They are run by {@code sh} with the curl
 * of this machine, or where there is none with {@link Curl}, in the folder that the server was started in.
 */
class DocumentsIT {
    private static final long PATIENCE = 30;

    @TempDir
    Path folder;

    /** Commands that were started, and where their output goes. */
    private record Running(Document.Block block, Process process, Path output) {
        String printed() throws IOException {
            return Files.readString(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/protocol.md", "docs/errors.md", "docs/operations.md"})
    void what_the_commands_print_is_what_the_document_says(String name) throws Exception {
        Document document = Document.of(name);
        assertTrue(!document.blocks().isEmpty(), "nothing to run in " + name);
        assertEquals(
                Document.marked(name), document.blocks().size(), "each marked block is followed by what it prints");
        List<Running> listening = new ArrayList<>();
        try (ServerProcess server = ServerProcess.standalone("--data=" + folder.resolve("roomcast-data"))) {
            for (Document.Block block : document.blocks()) {
                Running running = start(block, server.base().getPort());
                if (block.listens()) {
                    listening.add(running);
                    Awaitility.await("somebody listens")
                            .until(() -> !running.printed().isEmpty());
                } else {
                    assertTrue(running.process().waitFor(PATIENCE, TimeUnit.SECONDS), "still running: " + block);
                    assertEquals(block.printed(), shown(block, running.printed()));
                }
            }
            for (Running running : listening) {
                Awaitility.await("all of " + running.block())
                        .until(() -> running.printed().lines().count()
                                >= running.block().printed().lines().count());
                assertEquals(running.block().printed(), shown(running.block(), running.printed()));
            }
        } finally {
            listening.forEach(running -> running.process().descendants().forEach(ProcessHandle::destroy));
            listening.forEach(running -> running.process().destroy());
        }
    }

    /** The document's own text if the output matches it, else the output. */
    private static String shown(Document.Block block, String output) {
        return block.isPrinted(output) ? block.printed() : output;
    }

    private Running start(Document.Block block, int port) throws IOException {
        Path output = Files.createTempFile(folder, "printed-", ".txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", block.at(port))
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        shell.environment().merge("PATH", standIn(), (path, last) -> path + ":" + last);
        return new Running(block, shell.start(), output);
    }

    /** A folder with something that does what curl does here, and the folder's own {@code ./roomcast}. */
    private String standIn() throws IOException {
        Path classes = Path.of("target/test-classes").toAbsolutePath();
        script("curl", "-cp '" + classes + "' " + Curl.class.getName());
        script("roomcast", "-jar '" + War.path().toAbsolutePath() + "'");
        return folder.toString();
    }

    private void script(String name, String java) throws IOException {
        Path script = folder.resolve(name);
        if (Files.notExists(script)) {
            Path program = Path.of(System.getProperty("java.home"), "bin", "java");
            Files.writeString(script, "#!/bin/sh\nexec '" + program + "' " + java + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
