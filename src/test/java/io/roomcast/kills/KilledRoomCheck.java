package io.roomcast.kills;

import io.roomcast.contract.client.Line;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares one room's history with what its publishers and readers wrote down: nothing is lost, nothing is twice, no
 * offset has two contents, and who stayed holds each event once and in order.
 */
final class KilledRoomCheck {
    private final KillHistory history;
    private final Map<Long, String> contents = new HashMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long acknowledged;
    private long held;
    private long resumed;

    KilledRoomCheck(KillHistory history) {
        this.history = history;
        problems.addAll(history.problems());
        long expected = 1;
        for (KillHistory.Entry entry : history.entries()) {
            if (entry.offset() != expected) {
                complain("the history has offset " + entry.offset() + " where " + expected + " was expected");
            }
            expected = entry.offset() + 1;
            Long before = places.putIfAbsent(entry.data(), entry.offset());
            if (before != null) {
                complain("the history has " + name(entry.data()) + " twice: at " + before + " and " + entry.offset());
            }
            same(entry.offset(), entry.data(), "the history");
        }
    }

    private void complain(String problem) {
        problems.add(history.room() + ": " + problem);
    }

    /** What was published, without what only makes it longer. */
    private static String name(String data) {
        return data.substring(0, data.indexOf(' '));
    }

    private void same(long offset, String data, String source) {
        String before = contents.putIfAbsent(offset, data);
        if (before != null && !before.equals(data)) {
            complain("offset " + offset + " has two contents: " + name(before) + ", but for " + source + " "
                    + name(data));
        }
    }

    /** Lines of {@code ack position id data…}: the position is that of the last. */
    void acks(KillLedger.Page page) {
        Set<String> ids = new HashSet<>();
        for (List<String> line : page.lines().subList(1, page.lines().size())) {
            String position = line.get(1);
            List<String> texts = line.subList(3, line.size());
            if (!ids.add(line.get(2))) {
                complain(line.get(2) + " was acknowledged twice");
            }
            if (!KillHistory.epoch(position).equals(history.epoch())) {
                complain(line.get(2) + " was acknowledged at " + position + ", the epoch is " + history.epoch());
            }
            long offset = KillHistory.offset(position) - texts.size();
            for (String text : texts) {
                ack(++offset, text, page.name());
            }
            acknowledged++;
        }
    }

    private void ack(long offset, String text, String publisher) {
        Long place = places.get(text);
        if (place == null) {
            complain("lost: " + name(text) + " was acknowledged at " + offset + " and is not in the history");
        } else if (place != offset) {
            complain(name(text) + " was acknowledged at " + offset + " and is at " + place + " in the history");
        }
        same(offset, text, publisher);
    }

    void reader(KillLedger.Page page) {
        long last = 0;
        int welcomes = 0;
        Set<String> members = new HashSet<>();
        for (List<String> line : page.lines().subList(1, page.lines().size())) {
            switch (line.get(0)) {
                case "event" -> {
                    long offset = Long.parseLong(line.get(1));
                    if (offset != last + 1) {
                        complain(page.name() + " heard " + offset + " after " + last);
                    }
                    last = offset;
                    held++;
                    same(offset, line.get(2), page.name());
                }
                case "entered" -> {
                    if (KillHistory.offset(line.get(1)) != last) {
                        complain(page.name() + " came back at " + line.get(1) + ", but held " + last);
                    }
                }
                case "welcome" -> {
                    welcomes++;
                    members.add(member(line.get(1)));
                }
                default -> complain(page.name() + " was told " + line);
            }
        }
        ends(page.name(), last, welcomes, members);
    }

    private static String member(String welcome) {
        JsonObject body = Line.of(welcome).body();
        return body.getJsonObject("me").getString("id");
    }

    private void ends(String reader, long last, int welcomes, Set<String> members) {
        resumed += welcomes - 1;
        if (last != history.entries().size()) {
            complain(reader + " holds all up to " + last + ", the history goes up to "
                    + history.entries().size());
        }
        if (members.size() != 1) {
            complain(reader + " was not one member, but " + members.size());
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many publishes were acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    /** How many events the history has. */
    long events() {
        return history.entries().size();
    }

    /** How many events the readers hold, all together. */
    long held() {
        return held;
    }

    /** How often a reader came back, all together. */
    long resumed() {
        return resumed;
    }
}
