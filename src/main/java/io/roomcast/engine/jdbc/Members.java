package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Member;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is known in which room, and who is seated there. Rooms tell it at any time, from any thread; it reaches the table
 * with a group of events, or within about a second. Of a log that was never born nothing reaches the table.
 */
final class Members {
    private static final String KNOWN = "SELECT 1 FROM members WHERE room = ? AND member = ?";
    private static final String HERE_SINCE =
            "SELECT 1 FROM members WHERE room = ? AND member = ? AND (run > 0 OR at >= ?)";
    private static final String ADD = "INSERT INTO members (room, member, name, at, run) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (room, member) DO NOTHING";
    private static final String CHANGE = "UPDATE members SET name = ?, at = ?, run = ? WHERE room = ? AND member = ?";
    private static final String FORMER =
            "SELECT member, name FROM members WHERE room = ? AND run > 0 AND run < ? ORDER BY at";
    private static final String OLDEST = "DELETE FROM members WHERE room = ? AND member IN"
            + " (SELECT member FROM members WHERE room = ? AND run = 0 ORDER BY at LIMIT ?)";

    private final Map<String, Map<String, News>> news = new ConcurrentHashMap<>();
    private final Set<String> unborn = ConcurrentHashMap.newKeySet();

    /** What is to be written of one member. */
    private record News(Member member, long at, boolean seated) {}

    void tell(String room, Member member, long at, boolean seated) {
        news.compute(room, (same, old) -> {
            Map<String, News> all = old == null ? new ConcurrentHashMap<>() : old;
            all.put(member.id(), new News(member, at, seated));
            return all;
        });
    }

    /** The rooms with something to be written, but for those that have no log. */
    List<String> rooms() {
        return news.keySet().stream().filter(room -> !unborn.contains(room)).toList();
    }

    /** The room has no log: what there is waits until it has one. */
    void hasNoLog(String room) {
        unborn.add(room);
    }

    boolean knows(Link link, String room, long id, String member) throws SQLException {
        return news.getOrDefault(room, Map.of()).containsKey(member)
                || link.first(KNOWN, row -> true, id, member).isPresent();
    }

    /** Whether it is seated, or left since then. */
    boolean remembers(Link link, String room, long id, String member, long since) throws SQLException {
        News latest = news.getOrDefault(room, Map.of()).get(member);
        return latest == null
                ? link.first(HERE_SINCE, row -> true, id, member, since).isPresent()
                : latest.seated() || latest.at() >= since;
    }

    /** Writes what there is to be written of a room, and says how many members are new. */
    Written write(Link link, String room, long id, long run) throws SQLException {
        unborn.remove(room);
        List<News> written = List.copyOf(news.getOrDefault(room, Map.of()).values());
        int added = 0;
        for (News one : written) {
            long seated = one.seated() ? run : 0;
            String member = one.member().id();
            added += link.update(ADD, id, member, one.member().name(), one.at(), seated);
            link.update(CHANGE, one.member().name(), one.at(), seated, id, member);
        }
        return new Written(room, written, added);
    }

    /** Lets the oldest go where more are known than may be, and a hundredth more: finding them is too slow for each who comes. */
    static int trim(Link link, long id, long known, int most) throws SQLException {
        return known <= most ? 0 : link.update(OLDEST, id, id, known - most + most / 100);
    }

    /** What was written and need not be again, as soon as it is committed. */
    final class Written {
        private final String room;
        private final List<News> all;
        private final int added;

        private Written(String room, List<News> all, int added) {
            this.room = room;
            this.all = all;
            this.added = added;
        }

        int added() {
            return added;
        }

        void done() {
            news.computeIfPresent(room, (same, left) -> {
                all.forEach(one -> left.remove(one.member().id(), one));
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** A room that has no log leaves memory. */
    void forget(String room) {
        news.remove(room);
        unborn.remove(room);
    }

    /** Who was seated when a former run ended. */
    static List<Member> former(Link link, long room, long run) throws SQLException {
        return new ArrayList<>(link.all(FORMER, row -> new Member(row.getString(1), row.getString(2)), room, run));
    }
}
