package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.file.CommitMark;
import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.session.StoredSessions;
import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** An open store: its files, threads and state. Opening takes the same time however much is in it. */
public final class Store {
    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    private static final int ROOMS = 1000;
    private static final long CHECKPOINT = 4 << 20;
    private static final long FULL_CHECKPOINT = 64 << 20;

    private final StoreFiles files;
    private final Sqlite sqlite;
    private final StoreRules rules;
    private final MemberTable members;
    private final Logs logs;
    private final Damage damage;
    private final WriteThread writer;
    private final ReadThreads reader;
    private final Expiry expiry;
    private final AtomicBoolean tidies = new AtomicBoolean();

    private Store(
            StoreFiles files, CommitMark mark, Sqlite sqlite, Opened opened, StoreRules rules, ThreadFactory threads) {
        this.files = files;
        this.sqlite = sqlite;
        this.rules = rules;
        this.members = new MemberTable(rules.retention());
        this.logs = new Logs(rules, members);
        this.damage = new Damage(files);
        this.writer = new WriteThread(sqlite, mark, damage, opened.commits(), threads, logs);
        this.reader = new ReadThreads(sqlite, damage, threads);
        this.expiry = new Expiry(writer, reader, logs, rules);
    }

    private record Opened(String name, long generation, long run, long commits) {}

    /**
     * Opens the store in a file, and creates it if it does not exist.
     *
     * @throws IOException with a sentence for the operator
     */
    public static Store open(
            Path path, Retention retention, WallClock clock, RandomGenerator random, ThreadFactory threads)
            throws IOException {
        return open(path, retention, clock, random, threads, UnaryOperator.identity());
    }

    static Store open(
            Path path,
            Retention retention,
            WallClock clock,
            RandomGenerator random,
            ThreadFactory threads,
            UnaryOperator<Connection> around)
            throws IOException {
        StoreFiles files = StoreFiles.take(path);
        try {
            files.create();
            Sqlite sqlite = new Sqlite(files.store(), around);
            StoredSessions sessions = new StoredSessions(retention.idLife(), clock);
            Opened opened = openedOrRepaired(sqlite, files, sessions, random);
            files.remember();
            StoreRules rules = new StoreRules(
                    retention, clock, () -> Epoch.newName(random), opened.generation(), opened.run(), sessions);
            CommitMark mark = files.mark(opened.name());
            warnIfEmptied(files, opened, mark.commitsOfAnother());
            mark.write(opened.commits());
            return new Store(files, mark, sqlite, opened, rules, threads);
        } catch (IOException | RuntimeException | Error failure) {
            files.close();
            throw failure;
        } catch (SQLException failure) {
            files.close();
            throw new IOException(
                    Sqlite.explain(failure) + " (" + path.toAbsolutePath().normalize() + ")", failure);
        }
    }

    /** A file without any content is a new store to SQLite, and so is one that is missing. */
    private static void warnIfEmptied(StoreFiles files, Opened opened, long commitsBefore) {
        if (opened.run() == 1 && commitsBefore > 0) {
            LOG.log(
                    Level.WARNING,
                    () -> "the store " + files.store() + " is new, but another was here that had been written "
                            + commitsBefore + " times: if nobody removed it on purpose, restore a backup");
        }
    }

    /** Opens the store; if it is damaged, repairs it first. */
    private static Opened openedOrRepaired(
            Sqlite sqlite, StoreFiles files, StoredSessions sessions, RandomGenerator random)
            throws SQLException, IOException {
        Optional<String> damage = Damage.foundAtStart(files);
        if (damage.isEmpty()) {
            try {
                return opened(sqlite, files, sessions, random);
            } catch (SQLException failure) {
                if (!Sqlite.isDamage(failure)) {
                    throw failure;
                }
                damage = Optional.of(Sqlite.explain(failure));
            }
        }
        StoreRepair.repair(sqlite, files, damage.get(), () -> Epoch.newName(random));
        return opened(sqlite, files, sessions, random);
    }

    private static Opened opened(Sqlite sqlite, StoreFiles files, StoredSessions sessions, RandomGenerator random)
            throws SQLException, IOException {
        try (StoreConnection connection = sqlite.openForWriting()) {
            Schema.keepOlder(connection, sqlite, files);
            Schema.bringUpToDate(connection);
            Damage.readRoots(connection);
            sessions.begin(connection, files.store(), random);
            if (StoreProperty.NAME.text(connection).isEmpty()) {
                StoreProperty.NAME.set(connection, Epoch.newName(random));
            }
            if (wasBroken(connection, files)) {
                StoreProperty.GENERATION.set(connection, StoreProperty.GENERATION.in(connection) + 1);
            }
            StoreProperty.PLACE.set(connection, files.place());
            StoreProperty.RUN.set(connection, StoreProperty.RUN.in(connection) + 1);
            Opened opened = new Opened(
                    StoreProperty.NAME.text(connection).orElseThrow(),
                    StoreProperty.GENERATION.in(connection),
                    StoreProperty.RUN.in(connection),
                    StoreProperty.COMMITS.in(connection));
            connection.commit();
            return opened;
        }
    }

    /** Whether readers may have seen events that are not there any more. */
    private static boolean wasBroken(StoreConnection connection, StoreFiles files) throws SQLException, IOException {
        String place = StoreProperty.PLACE.text(connection).orElse("");
        if (place.isEmpty()) {
            return false;
        }
        if (!place.equals(files.place())) {
            LOG.log(
                    Level.WARNING,
                    "the store is a copy, or was restored or repaired: each room continues in a new epoch");
            return true;
        }
        long seen =
                files.mark(StoreProperty.NAME.text(connection).orElseThrow()).commits();
        long lost = seen - StoreProperty.COMMITS.in(connection);
        if (lost > 0) {
            LOG.log(
                    Level.WARNING,
                    () -> "the end of the store was lost: the last " + lost
                            + " groups of events are missing; each room continues in a new epoch");
        }
        return lost > 0;
    }

    /** Returns why the store cannot be used as it should be. */
    Optional<String> trouble() {
        return damage.trouble().or(writer::trouble);
    }

    StoredSessions sessions() {
        return rules.sessions();
    }

    StoreRules rules() {
        return rules;
    }

    MemberTable members() {
        return members;
    }

    Logs logs() {
        return logs;
    }

    WriteThread writer() {
        return writer;
    }

    ReadThreads reader() {
        return reader;
    }

    /** Writes joins and leaves, expires data, checkpoints the WAL. Does nothing while an earlier call runs. */
    CompletionStage<Void> tidy() {
        if (!tidies.compareAndSet(false, true)) {
            return CompletableFuture.completedStage(null);
        }
        return reader.call(files::areInPlace)
                .thenCompose(inPlace -> {
                    writer.notePlace(inPlace);
                    return inPlace ? tidyInPlace() : CompletableFuture.<Void>completedStage(null);
                })
                .whenComplete((done, failure) -> tidies.set(false));
    }

    private CompletionStage<Void> tidyInPlace() {
        CompletionStage<Void> works =
                writer.trouble().isPresent() ? writer.probe() : CompletableFuture.completedStage(null);
        members.forgetLeftBefore(rules.knownSince());
        return works.thenCompose(working -> tellSome(members.rooms()))
                .thenCompose(told -> expiry.next())
                .thenCompose(tidied -> checkpoint())
                .thenCompose(checkpointed -> clearRemains())
                .thenCompose(cleared -> expiry.sessions());
    }

    /** Writes some rooms at a time, so that other commits come in between, however many rooms there are. */
    private CompletionStage<Void> tellSome(List<String> rooms) {
        if (rooms.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        int some = Math.min(ROOMS, rooms.size());
        return tell(rooms.subList(0, some)).thenCompose(told -> tellSome(rooms.subList(some, rooms.size())));
    }

    private CompletionStage<Void> tell(List<String> rooms) {
        return writer.write(connection -> {
            logs.tell(connection, rooms);
            return null;
        });
    }

    /** Rows of removed rooms in a damaged store cannot be deleted; the next start leaves them behind. */
    private CompletionStage<Void> clearRemains() {
        return damage.trouble().isPresent() ? CompletableFuture.completedStage(null) : expiry.clearRemains();
    }

    private CompletionStage<Void> checkpoint() {
        // If somebody removed the WAL, its content is lost with this process: copy it soon.
        long bytes = sqlite.hasWal() ? sqlite.walBytes() : CHECKPOINT;
        if (bytes < CHECKPOINT) {
            return CompletableFuture.completedStage(null);
        }
        return reader.<Void>read(connection -> {
                    checkpoint(connection);
                    return null;
                })
                .thenCompose(checkpointed ->
                        bytes < Math.min(FULL_CHECKPOINT, rules.retention().storeBytes() / 4)
                                ? CompletableFuture.completedStage(null)
                                : writer.read(connection -> {
                                    sqlite.checkpointFully(connection);
                                    return null;
                                }));
    }

    /** A full disk is reported by publishes; a checkpoint can be done later without loss. */
    private void checkpoint(StoreConnection connection) throws SQLException {
        try {
            sqlite.checkpoint(connection);
        } catch (SQLException failure) {
            if (Sqlite.isDamage(failure)) {
                throw failure;
            }
            LOG.log(Level.DEBUG, () -> "the WAL checkpoint is postponed: " + Sqlite.explain(failure));
        }
    }

    void close() {
        List<String> rooms = members.rooms();
        if (!rooms.isEmpty()) {
            tell(rooms);
        }
        reader.close();
        writer.close();
        try {
            files.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "the files were not closed: " + failure);
        }
    }
}
