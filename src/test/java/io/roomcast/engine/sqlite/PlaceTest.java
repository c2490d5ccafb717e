package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.kit.Asked;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the place of a store")
class PlaceTest extends OnDisk {
    private static final Set<String> OWN = Set.of("rw-------");

    private Set<String> permissions() throws IOException {
        Set<String> all = new TreeSet<>();
        try (var files = Files.list(file().getParent())) {
            for (Path one : files.toList()) {
                all.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
            }
        }
        return all;
    }

    private String ofFolder() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent()));
    }

    private void refuses(SqliteEngine engine) {
        new Asked(engine).tidy();
        assertEquals(
                Optional.of("the files of the store were removed or replaced, and what is written would be lost"),
                new Asked(engine).trouble());
        CompletionException refused = assertThrows(CompletionException.class, () -> say(engine, ROOM, "lost"));
        assertEquals(Code.UNAVAILABLE, ((Refusal) refused.getCause()).code());
    }

    @Test
    @DisplayName("is closed to other users of the machine, also where an earlier version left it open")
    void permissionsOfAll() throws IOException {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            assertEquals(OWN, permissions());
        }
        for (String end : List.of("", ".mark")) {
            Files.setPosixFilePermissions(Path.of(file() + end), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.setPosixFilePermissions(file().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (SqliteEngine engine = open()) {
            assertEquals(
                    Set.of("one"),
                    Set.copyOf(said(engine, ROOM).values().stream()
                            .map(text -> text.replace("\"", ""))
                            .toList()));
            assertEquals(OWN, permissions());
            assertEquals("rwx------", ofFolder());
        }
    }

    @Test
    @DisplayName("stays open where other things lie beside the store: the folder is not ours alone")
    void somebodyElsesFolder() throws IOException {
        Files.createDirectories(file().getParent());
        Files.createFile(file().resolveSibling("theirs.txt"));
        String before = ofFolder();
        open().close();
        assertEquals(before, ofFolder());
    }

    @Test
    @DisplayName("is looked at again and again: nothing is acknowledged that would be lost with a removed file")
    void removed() throws IOException {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            Path elsewhere = folder.resolve("elsewhere");
            Files.move(file(), elsewhere);
            refuses(engine);
            Files.copy(elsewhere, file());
            refuses(engine);
            Files.move(elsewhere, file(), StandardCopyOption.REPLACE_EXISTING);
            new Asked(engine).tidy();
            assertEquals(Optional.empty(), new Asked(engine).trouble());
            assertEquals(2, say(engine, ROOM, "two").offset());
        }
    }

    @Test
    @DisplayName("has one name: with a hard link to it another server would have other locks")
    void hardLink() throws IOException {
        open().close();
        Path other = Files.createLink(folder.resolve("other.db"), file());
        Exception refused = assertThrows(Exception.class, this::open);
        assertEquals(
                "the store " + file() + " has another name, a hard link, by which another server could use it at the"
                        + " same time: remove one of them, or copy the store",
                refused.getCause().getMessage());
        Files.delete(other);
        open().close();
    }
}
