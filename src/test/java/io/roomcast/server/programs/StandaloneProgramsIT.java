package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.server.ServerProcess;
import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs under {@code java -jar}: in a folder of theirs, and in a copy of the WAR. */
class StandaloneProgramsIT {
    @TempDir
    private Path temporary;

    @Test
    void a_jar_in_the_folder_of_programs_runs() throws Exception {
        Path folder = folder("rwxr-xr-x");
        Path jar = folder.resolve("parrot.jar");
        Files.copy(Example.built("jar-in-a-folder", "jar"), jar);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerProcess server = ServerProcess.standalone("--programs=" + folder)) {
            ParrotContract.check(server.base());
            List<String> output = Files.readAllLines(server.output());
            assertTrue(output.contains("Programs:           parrot.jar"), () -> String.join("\n", output));
        }
    }

    @Test
    void a_folder_that_others_may_write_stops_the_start_as_a_mistake_of_the_configuration() throws Exception {
        Path folder = folder("rwxrwxr-x");
        Path said = temporary.resolve("said");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        int code = new ProcessBuilder(java.toString(), "-jar", War.path().toString(), "--programs=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertEquals(
                "roomcast: Bad value --programs=" + folder
                        + " on the command line: expected a folder that only its owner" + " may write (chmod go-w "
                        + folder + ").\n",
                Files.readString(said));
        assertEquals(2, code);
    }

    @Test
    void a_jar_in_a_copy_of_the_war_runs() throws Exception {
        Path war = Example.built("jar-in-the-war", "war");
        try (ServerProcess server = ServerProcess.standalone(war)) {
            ParrotContract.check(server.base());
        }
    }

    private Path folder(String permissions) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("programs"));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
