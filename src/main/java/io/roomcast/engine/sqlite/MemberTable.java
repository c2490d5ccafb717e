package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The members who are known in each room, and whether they are seated. Rosters report changes at any time, from any
 * thread; they reach the table with a group of events, or within about a second. Changes in a room whose log was never
 * born stay in memory, for as many members as the table would keep; in all such rooms together, at most a hundred
 * thousand departed members are known. If there are too many, the members who left longest ago are forgotten. The lock
 * is held briefly.
 */
final class MemberTable {
    private static final String KNOWN = "SELECT 1 FROM members WHERE room = ? AND member = ?";
    private static final String HERE_SINCE =
            "SELECT name FROM members WHERE room = ? AND member = ? AND (run > 0 OR at >= ?)";
    private static final String ADD = "INSERT INTO members (room, member, name, at, run) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (room, member) DO NOTHING";
    private static final String CHANGE = "UPDATE members SET name = ?, at = ?, run = ? WHERE room = ? AND member = ?";
    private static final String FORMER =
            "SELECT member, name FROM members WHERE room = ? AND run > 0 AND run < ? ORDER BY at";
    private static final String OLDEST = "DELETE FROM members WHERE room = ? AND member IN"
            + " (SELECT member FROM members WHERE room = ? AND run = 0 ORDER BY at LIMIT ?)";

    /** The maximum number of departures, in all rooms together, that are not in a table yet: about 30 MB. */
    private static final int MOST_LEFT = 100_000;

    private final Retention retention;
    private final Map<String, Unwritten> rooms = new HashMap<>();
    /** In all rooms; the latest departure is last. */
    private final Map<Left, Long> left = new LinkedHashMap<>();

    /** A change of one member that is to be written. */
    private record Change(Member member, long at, boolean seated) {}

    private record Left(String room, String member) {}

    /** The changes of one room that are to be written. */
    private static final class Unwritten {
        private final Map<String, Change> seated = new HashMap<>();
        /** The latest departure is last. */
        private final Map<String, Change> left = new LinkedHashMap<>();

        private boolean unborn;

        Optional<Change> of(String member) {
            return Optional.ofNullable(seated.getOrDefault(member, left.get(member)));
        }

        int size() {
            return seated.size() + left.size();
        }
    }

    MemberTable(Retention retention) {
        this.retention = retention;
    }

    synchronized void tell(String room, Member member, long at, boolean seated) {
        Unwritten unwritten = rooms.computeIfAbsent(room, same -> new Unwritten());
        forget(room, unwritten, member.id());
        (seated ? unwritten.seated : unwritten.left).put(member.id(), new Change(member, at, seated));
        if (!seated) {
            left.put(new Left(room, member.id()), at);
        }
        bound(room, unwritten);
        while (left.size() > MOST_LEFT) {
            Left first = left.keySet().iterator().next();
            drop(first.room(), first.member());
        }
    }

    /**
     * Bounds the changes of a room without a log. The table has this bound itself, and must learn of every departure.
     */
    private void bound(String room, Unwritten unwritten) {
        while (unwritten.unborn && unwritten.size() > retention.members() && !unwritten.left.isEmpty()) {
            drop(room, unwritten.left.keySet().iterator().next());
        }
    }

    private void drop(String room, String member) {
        rooms.computeIfPresent(room, (same, unwritten) -> {
            forget(room, unwritten, member);
            return unwritten.size() == 0 ? null : unwritten;
        });
    }

    private void forget(String room, Unwritten unwritten, String member) {
        unwritten.seated.remove(member);
        if (unwritten.left.remove(member) != null) {
            left.remove(new Left(room, member));
        }
    }

    /** Forgets, in rooms without a log, the members who left before this time; for the others the table knows. */
    synchronized void forgetLeftBefore(long since) {
        List<Left> old = new ArrayList<>();
        for (Map.Entry<Left, Long> one : left.entrySet()) {
            if (one.getValue() >= since) {
                break;
            }
            if (rooms.get(one.getKey().room()).unborn) {
                old.add(one.getKey());
            }
        }
        old.forEach(one -> drop(one.room(), one.member()));
    }

    /** Returns the rooms with changes to write, except those without a log. */
    synchronized List<String> rooms() {
        return rooms.entrySet().stream()
                .filter(room -> !room.getValue().unborn)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Notes that a room has no log: its changes wait until it has one. */
    synchronized void hasNoLog(String room) {
        Optional.ofNullable(rooms.get(room)).ifPresent(unwritten -> {
            unwritten.unborn = true;
            bound(room, unwritten);
        });
    }

    private synchronized Optional<Change> latest(String room, String member) {
        return Optional.ofNullable(rooms.get(room)).flatMap(unwritten -> unwritten.of(member));
    }

    /** Returns the changes to write of a room that has a log. */
    private synchronized List<Change> of(String room) {
        Unwritten unwritten = rooms.get(room);
        if (unwritten == null) {
            return List.of();
        }
        unwritten.unborn = false;
        return Stream.concat(unwritten.seated.values().stream(), unwritten.left.values().stream())
                .toList();
    }

    boolean knows(StoreConnection connection, String room, long id, String member) throws SQLException {
        return latest(room, member).isPresent()
                || connection.first(KNOWN, row -> true, id, member).isPresent();
    }

    /** Returns the member, if it is seated, or left since then. */
    Optional<Member> remembers(StoreConnection connection, String room, long id, String member, long since)
            throws SQLException {
        Optional<Change> latest = latest(room, member);
        return latest.isEmpty()
                ? connection.first(HERE_SINCE, row -> new Member(member, row.getString(1)), id, member, since)
                : latest.filter(one -> one.seated() || one.at() >= since).map(Change::member);
    }

    /** Writes the changes of a room, and counts the new members. */
    Written write(StoreConnection connection, String room, long id, long run) throws SQLException {
        List<Change> written = of(room);
        int added = 0;
        for (Change one : written) {
            long seated = one.seated() ? run : 0;
            String member = one.member().id();
            added += connection.update(ADD, id, member, one.member().name(), one.at(), seated);
            connection.update(CHANGE, one.member().name(), one.at(), seated, id, member);
        }
        return new Written(room, written, added);
    }

    /** If too many members are known, deletes the oldest and 1 % more, so that not every join has to search. */
    static int trim(StoreConnection connection, long id, long known, int most) throws SQLException {
        return known <= most ? 0 : connection.update(OLDEST, id, id, known - most + most / 100);
    }

    /** Gives up some of the members who left, the oldest first; returns how many. */
    static int giveUpLeft(StoreConnection connection, long id, int most) throws SQLException {
        return connection.update(OLDEST, id, id, most);
    }

    /** The changes that were written. They are dropped from memory as soon as they are committed. */
    final class Written {
        private final String room;
        private final List<Change> all;
        private final int added;

        private Written(String room, List<Change> all, int added) {
            this.room = room;
            this.all = all;
            this.added = added;
        }

        int added() {
            return added;
        }

        void done() {
            synchronized (MemberTable.this) {
                all.stream()
                        .filter(one -> latest(room, one.member().id()).equals(Optional.of(one)))
                        .forEach(one -> drop(room, one.member().id()));
            }
        }
    }

    /** Forgets a room that was removed, or that has no log and leaves memory. */
    synchronized void forget(String room) {
        Optional.ofNullable(rooms.remove(room))
                .ifPresent(unwritten -> unwritten.left.keySet().forEach(member -> left.remove(new Left(room, member))));
    }

    /** Returns the members who were seated when an earlier run ended, and have not been heard of in this one. */
    List<Member> former(StoreConnection connection, String room, long id, long run) throws SQLException {
        List<Member> all =
                new ArrayList<>(connection.all(FORMER, row -> new Member(row.getString(1), row.getString(2)), id, run));
        all.removeIf(member -> latest(room, member.id()).isPresent());
        return all;
    }
}
