package io.roomcast.scenario;

import io.roomcast.room.Delivery;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows what was published and acknowledged, and finds what readers should have seen otherwise. */
final class Checker {
    private final Map<String, Publish> publishes = new HashMap<>();
    private final Map<String, Position> acknowledged = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private record Publish(Member from, Content content) {}

    void published(String data, Member from, Content content) {
        publishes.put(data, new Publish(from, content));
    }

    void acknowledged(String data, Position position) {
        Position before = acknowledged.putIfAbsent(data, position);
        if (before != null && !before.equals(position)) {
            complain(data + " was acknowledged with " + before + " and with " + position);
        }
    }

    void complain(String problem) {
        problems.add(problem);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Every acknowledged event once, in order, for every reader that may see it, or announced by a gap. */
    List<String> check(List<ScriptedReader> readers) {
        for (ScriptedReader reader : readers) {
            reader.complaints().forEach(problem -> complain(reader.session() + " " + problem));
            checkSeen(reader);
            checkMissed(reader);
        }
        return problems;
    }

    private void checkSeen(ScriptedReader reader) {
        long before = 0;
        for (ScriptedReader.Seen seen : reader.seen()) {
            if (seen.offset() <= before) {
                complain(reader.session() + " saw " + seen.offset() + " after " + before);
            }
            before = seen.offset();
            Publish publish = publishes.get(seen.data());
            if (!publish.content().isFor(reader.session().id(), publish.from())) {
                complain(reader.session() + " saw " + seen + ", which is not for it");
            }
            Position position = acknowledged.get(seen.data());
            if (position != null && position.offset() != seen.offset()) {
                complain(reader.session() + " saw " + seen + ", which was acknowledged with " + position);
            }
            if (reader.gaps().stream().anyMatch(gap -> !gap.onlyPrivate() && covers(gap, seen.offset()))) {
                complain(reader.session() + " saw " + seen + ", which a gap said was lost");
            }
        }
    }

    private void checkMissed(ScriptedReader reader) {
        Set<String> seen = new HashSet<>();
        reader.seen().forEach(one -> seen.add(one.data()));
        acknowledged.forEach((data, position) -> {
            Publish publish = publishes.get(data);
            boolean visible = publish.content().isFor(reader.session().id(), publish.from());
            boolean announced = reader.gaps().stream()
                    .anyMatch(gap -> covers(gap, position.offset())
                            && (!gap.onlyPrivate() || publish.content().isPrivate()));
            if (visible && !seen.contains(data) && !announced) {
                complain(reader.session() + " never saw " + data + " at " + position);
            }
        });
    }

    private static boolean covers(Delivery.Gap gap, long offset) {
        return gap.from() <= offset && offset <= gap.to();
    }
}
