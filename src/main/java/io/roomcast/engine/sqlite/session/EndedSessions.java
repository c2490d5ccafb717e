package io.roomcast.engine.sqlite.session;

import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.WallClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that were ended, in memory as in their table, each until its newest token has expired. Any thread may
 * ask.
 */
final class EndedSessions {
    private static final int MOST = 200_000;
    private static final int AT_ONCE = 500;

    /** A welcome that was under way when its session was ended has a token of a later second. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String READ = "SELECT session, at FROM ended_sessions LIMIT " + MOST;
    private static final String WRITE = "INSERT OR REPLACE INTO ended_sessions (session, at) VALUES (?, ?)";
    private static final String DROP = "DELETE FROM ended_sessions WHERE session = ?";

    private final Duration life;
    private final WallClock clock;
    /** By session, when it was ended. */
    private final Map<String, Long> ended = new ConcurrentHashMap<>();

    EndedSessions(Duration life, WallClock clock) {
        this.life = life;
        this.clock = clock;
    }

    void read(StoreConnection connection) throws SQLException {
        connection.each(READ, row -> {
            ended.put(row.getString(1), row.getLong(2));
            return true;
        });
    }

    boolean has(String session) {
        return ended.containsKey(session);
    }

    /** Returns why no more sessions can be ended. Asked before the write: a refusal inside would count as a broken store. */
    Optional<Refusal> refusal() {
        return ended.size() < MOST
                ? Optional.empty()
                : Optional.of(new Refusal(Code.TOO_MANY, "too many sessions were ended lately; try again later"));
    }

    void write(StoreConnection connection, String session, long now) throws SQLException {
        connection.update(WRITE, session, now);
    }

    /** Adds what was written. */
    void add(String session, long now) {
        ended.put(session, now);
    }

    /** Whether the tokens of some have expired. */
    boolean isToBeSwept() {
        long since = since();
        return ended.values().stream().anyMatch(at -> at < since);
    }

    /** Deletes some of these. */
    void sweep(StoreConnection connection) throws SQLException {
        long since = since();
        List<String> expired = ended.entrySet().stream()
                .filter(one -> one.getValue() < since)
                .map(Map.Entry::getKey)
                .limit(AT_ONCE)
                .toList();
        for (String session : expired) {
            connection.update(DROP, session);
        }
        expired.forEach(ended::remove);
    }

    private long since() {
        return clock.before(life.plus(MARGIN)).toEpochMilli();
    }
}
