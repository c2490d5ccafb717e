package io.roomcast.kills;

import io.roomcast.kit.Line;
import io.roomcast.room.log.Position;
import io.roomcast.scenario.ExactlyOnceChecker;
import io.roomcast.scenario.Problem;
import io.roomcast.scenario.Transcript;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what the publishers and readers of one room wrote down, and the room's history, for the checker: whatever was
 * acknowledged is in the history, and each reader, as one member, holds all of that.
 */
final class KilledRoom {
    private final ExactlyOnceChecker checker = new ExactlyOnceChecker();
    private final List<Transcript> readers = new ArrayList<>();
    private final Transcript history;
    private long acknowledged;
    private long resumed;

    KilledRoom(URI server, String room) {
        history = KillHistory.of(server, room);
    }

    /** Lines of {@code ack position id data…}: the position is that of the last. */
    void acks(KillLedger.Page page) {
        for (List<String> line : page.lines().subList(1, page.lines().size())) {
            Position last = Position.parse(line.get(1));
            List<String> texts = line.subList(3, line.size());
            long offset = last.offset() - texts.size();
            for (String text : texts) {
                checker.acknowledgedInOrder(page.name(), text, last.at(++offset));
            }
            acknowledged++;
        }
    }

    void reader(KillLedger.Page page) {
        Transcript reader = new Transcript(page.name());
        long last = 0;
        int welcomes = 0;
        Set<String> members = new HashSet<>();
        for (List<String> line : page.lines().subList(1, page.lines().size())) {
            switch (line.get(0)) {
                case "event" -> {
                    last = Long.parseLong(line.get(1));
                    reader.received(last, line.get(2));
                }
                case "entered" -> {
                    if (Position.parse(line.get(1)).offset() != last) {
                        reader.complain("came back at " + line.get(1) + ", but held " + last);
                    }
                }
                case "welcome" -> {
                    welcomes++;
                    members.add(Line.of(line.get(1)).body().getJsonObject("me").getString("id"));
                }
                default -> reader.complain("was told " + line);
            }
        }
        if (members.size() != 1) {
            reader.complain("was not one member, but " + members.size());
        }
        resumed += welcomes - 1;
        readers.add(reader);
    }

    List<Problem> problems() {
        List<Transcript> all = new ArrayList<>(readers);
        all.add(history);
        return checker.check(all);
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
        return readers.stream().mapToLong(reader -> reader.entries().size()).sum();
    }

    /** How often a reader came back, all together. */
    long resumed() {
        return resumed;
    }
}
