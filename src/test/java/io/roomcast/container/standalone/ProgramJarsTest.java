package io.roomcast.container.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.config.Configuration;
import io.roomcast.config.Misconfigured;
import io.roomcast.config.Source;
import io.roomcast.server.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders of programs are taken, and what is said of the others. */
class ProgramJarsTest {
    private static final String MINE = "rwxr-xr-x";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("programs"));
        permit(folder, MINE);
    }

    @Test
    void without_the_key_there_are_none() {
        assertEquals(new ProgramJars(List.of(), List.of()), ProgramJars.of(Configuration.read()));
    }

    @Test
    void all_jars_of_the_folder_are_taken_in_the_order_of_their_names_and_nothing_else() throws IOException {
        Path second = jar("b.jar", "META-INF/beans.xml");
        Path first = jar("a.jar", "META-INF/beans.xml");
        Files.createDirectory(folder.resolve("folder.jar"));
        Files.createFile(folder.resolve("a.txt"));
        assertEquals(new ProgramJars(List.of(first, second), List.of()), read());
    }

    @Test
    void a_jar_without_beans_is_taken_and_warned_of() throws IOException {
        Path library = jar("library.jar", "org/example/words.txt");
        ProgramJars programs = read();
        assertEquals(List.of(library), programs.jars());
        assertEquals(
                List.of("no program is looked for in " + library + ": add an empty META-INF/beans.xml to it"),
                programs.warnings());
    }

    @Test
    void an_empty_folder_is_warned_of() {
        assertEquals(
                new ProgramJars(List.of(), List.of("no program is in " + folder + ": nothing in it ends in .jar")),
                read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx", "rwx-w----"})
    void a_folder_that_others_may_write_is_refused(String permissions) throws IOException {
        permit(folder, permissions);
        refused("a folder that only its owner may write (chmod go-w " + folder + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw--w----"})
    void a_jar_that_others_may_write_is_refused(String permissions) throws IOException {
        Path jar = jar("a.jar", "META-INF/beans.xml");
        permit(jar, permissions);
        refused("jars that only their owner may write (chmod go-w " + jar + ")");
    }

    @Test
    void what_a_link_points_to_counts() throws IOException {
        Path jar = new Archive(temporary.resolve("a.jar"))
                .put("META-INF/beans.xml", new byte[0])
                .file();
        permit(jar, "rw-rw-rw-");
        Path link = Files.createSymbolicLink(folder.resolve("a.jar"), jar);
        refused("jars that only their owner may write (chmod go-w " + link + ")");
    }

    @Test
    void a_jar_that_is_none_is_refused() throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        permit(jar, MINE);
        refused("jars that can be read, unlike " + jar);
    }

    @Test
    void a_folder_that_is_none_is_refused() throws IOException {
        Files.delete(folder);
        refused("a folder that exists");
        Files.createFile(folder);
        refused("a folder that exists");
    }

    private ProgramJars read() {
        return ProgramJars.of(Configuration.read(Source.environment(Map.of("ROOMCAST_PROGRAMS", folder.toString()))));
    }

    private void refused(String expected) {
        String sentence = assertThrows(Misconfigured.class, this::read).getMessage();
        assertEquals(
                "Bad value ROOMCAST_PROGRAMS=" + folder + " in the environment: expected " + expected + ".", sentence);
    }

    private Path jar(String name, String entry) throws IOException {
        Path jar = new Archive(folder.resolve(name)).put(entry, new byte[0]).file();
        permit(jar, "rw-r--r--");
        return jar;
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
