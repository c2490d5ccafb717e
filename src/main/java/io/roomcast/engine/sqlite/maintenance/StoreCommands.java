package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The commands of {@code java -jar}: what they print, and how they end. The main thread calls it. */
public final class StoreCommands {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private StoreCommands() {}

    /**
     * Runs a command, prints the outcome, and returns the exit code.
     *
     * @param command {@code backup}, {@code restore} or {@code check}
     * @param store the store's file
     * @param files the other files on the command line
     */
    public static int run(String command, Path store, List<Path> files) {
        try {
            return switch (command) {
                case "backup" -> backup(store, files.get(0));
                case "restore" -> restore(store, files.get(0));
                case "check" -> check(store);
                default -> throw new IllegalArgumentException("there is no command " + command);
            };
        } catch (SQLException | IOException | RuntimeException failure) {
            System.err.println("roomcast: no " + command + ": " + sentence(failure));
            return FAILED;
        }
    }

    /**
     * The same for the keys that sign tokens.
     *
     * @param words none to list the keys; {@code rotate}, perhaps with {@code --now}, to make a new one
     * @param life how long a token is valid
     */
    public static int keys(Path store, List<String> words, Duration life) {
        try {
            Keys keys = new Keys(store, life);
            if (words.isEmpty()) {
                keys.list().forEach(System.out::println);
            } else {
                System.out.println(keys.rotate(words.contains("--now"), Instant.now(), new SecureRandom()));
            }
            return DONE;
        } catch (SQLException | IOException | RuntimeException failure) {
            System.err.println("roomcast: no keys: " + sentence(failure));
            return FAILED;
        }
    }

    private static String sentence(Exception failure) {
        if (failure instanceof FileSystemException named) {
            return named.getFile() + ": "
                    + Optional.ofNullable(named.getReason()).orElse("it cannot be used");
        }
        return failure instanceof SQLException inStore ? Sqlite.explain(inStore) : failure.getMessage();
    }

    private static int backup(Path store, Path file) throws IOException, SQLException {
        Backups.create(store, file, System.err::println);
        System.out.println("ok: " + file + ", " + Files.size(file) + " bytes");
        return DONE;
    }

    private static int restore(Path store, Path file) throws IOException, SQLException {
        Optional<Path> aside = Backups.restore(store, file, System.err::println);
        System.out.println("ok: " + store + " is what " + file + " was"
                + aside.map(old -> "; the store that was there is kept as " + old)
                        .orElse(""));
        return DONE;
    }

    private static int check(Path store) throws IOException, SQLException {
        try (StoreConnection snapshot = Snapshot.of(store)) {
            Check check = new Check(snapshot, System.err::println);
            List<String> problems = check.problems();
            problems.forEach(System.out::println);
            if (problems.isEmpty()) {
                System.out.println("ok: " + check.amount());
            }
            return problems.isEmpty() ? DONE : FAILED;
        }
    }
}
