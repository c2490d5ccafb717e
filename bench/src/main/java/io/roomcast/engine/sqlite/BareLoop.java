package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;

/**
 * Writes the rows that publishing writes, one transaction for each group, and does nothing else. It lies in this package to
 * use the product's own connections.
 */
public final class BareLoop {
    private static final String EVENT = "INSERT INTO events (room, number, at, sender, sender_name, type, data, flags,"
            + " recipients) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ID = "INSERT INTO ids (room, session, slot, turn, id, fingerprint, number, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, session, slot) DO UPDATE SET turn = excluded.turn,"
            + " id = excluded.id, fingerprint = excluded.fingerprint, number = excluded.number, at = excluded.at";
    private static final int IDS = 256;
    private static final long CARRY_OVER = 4 << 20;

    private BareLoop() {}

    /** How many events a second it writes. */
    public static double perSecond(Path folder, int group, String data, int seconds) throws IOException, SQLException {
        Path file = folder.resolve("loop.db");
        Store.open(file, Retention.DEFAULT, Instant::now, new Random(), Thread::new)
                .close();
        Sqlite sqlite = new Sqlite(file);
        try (StoreConnection connection = sqlite.openForWriting()) {
            String fingerprint = "0".repeat(32);
            long begun = System.nanoTime();
            long number = 0;
            while (System.nanoTime() - begun < seconds * 1_000_000_000L) {
                for (int one = 0; one < group; one++) {
                    long now = System.currentTimeMillis();
                    String member = "member-" + one;
                    number++;
                    connection.update(
                            EVENT, 1L, number, now, member, "user-" + one, "message", '"' + data + '"', 0, null);
                    long turn = number / group;
                    connection.update(ID, 1L, member, turn % IDS, turn, "c-" + turn, fingerprint, number, now);
                }
                connection.commit();
                if (sqlite.walBytes() > CARRY_OVER) {
                    sqlite.checkpoint(connection);
                }
            }
            return number / ((System.nanoTime() - begun) / 1e9);
        }
    }

    /** How many rows of events a second can be read, each column once. */
    public static double selectedPerSecond(Path file) throws SQLException {
        try (StoreConnection connection = new Sqlite(file).openReadOnly()) {
            long begun = System.nanoTime();
            long[] rows = new long[1];
            connection.each("SELECT " + EventRow.COLUMNS + " FROM events WHERE room = 1 ORDER BY number", row -> {
                EventRow.read(row, "room", "epoch");
                rows[0]++;
                return true;
            });
            return rows[0] / ((System.nanoTime() - begun) / 1e9);
        }
    }
}
