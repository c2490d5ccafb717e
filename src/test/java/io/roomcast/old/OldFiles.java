package io.roomcast.old;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that the Roomcast of one commit left behind, which never change; the README beside them says how they were made. */
final class OldFiles {
    /** Room enough for the years until somebody runs this test: where tokens live as long as this, theirs are still valid. */
    static final String LONG_LIFE = "--token-life=3650d";

    private static final Path FOLDER = Path.of("src/test/resources/old/a70f0a6");
    private static final List<String> STORE = List.of("roomcast.db", "roomcast.db-wal", "roomcast.db.mark");

    private OldFiles() {}

    /** A session that the old server gave out. */
    record OldSession(String name, String id, String token) {
        static OldSession of(List<String> row) {
            return new OldSession(row.get(0), row.get(1), row.get(2));
        }

        /** Names and values; a guest has none. */
        String[] headers() {
            return token.isEmpty() ? new String[0] : new String[] {"Roomcast-Token", token};
        }
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table, with tabs between its fields. */
    static List<List<String>> rows(String name) {
        return lines(name).stream().map(line -> List.of(line.split("\t", -1))).toList();
    }

    /** All sessions by name, and that of a guest. */
    static Map<String, OldSession> sessions() {
        Map<String, OldSession> all = rows("sessions.tsv").stream()
                .map(OldSession::of)
                .collect(Collectors.toMap(OldSession::name, one -> one));
        all.put("guest", new OldSession("guest", "", ""));
        return all;
    }

    /** Copies the store into a folder, as an operator would who moves it to another machine. */
    static void copy(Path folder) {
        copy(FOLDER, folder);
    }

    /**
     * Puts the store into a folder as if the old server had written it there. A store remembers its place, so that a copy is
     * known as one; this one forgets it. The end stays as unclean as it was: the WAL is not yet in the file.
     */
    static void putInPlace(Path folder) {
        Path forgetful = folder.resolve("forgetful");
        try {
            Files.createDirectories(forgetful);
            copy(FOLDER, forgetful);
            try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + forgetful.resolve("roomcast.db"));
                    Statement statement = store.createStatement()) {
                if (statement.executeUpdate("DELETE FROM store WHERE name = 'place'") != 1) {
                    throw new AssertionError("the old store has no place");
                }
                copy(forgetful, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            for (String name : STORE) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
