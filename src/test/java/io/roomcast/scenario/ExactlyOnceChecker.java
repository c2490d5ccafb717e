package io.roomcast.scenario;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.scenario.Problem.Kind;
import io.roomcast.scenario.Transcript.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what was published to one room and acknowledged with what each client received: every acknowledged event that
 * the client may see, once, in order, at the acknowledged offset, or announced by a gap. All data of a room is different.
 * For one thread.
 */
public final class ExactlyOnceChecker {
    private static final int LONGEST = 40;

    private final Map<String, Publish> restricted = new HashMap<>();
    private final Map<String, Position> acks = new LinkedHashMap<>();
    private final Map<Long, String> contents = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private record Publish(Member from, Content content) {}

    /** Notes who may see an event; without this, everybody may. */
    public void published(Member from, Content content) {
        restricted.put(content.data(), new Publish(from, content));
    }

    /** Notes an acknowledgement; the same event may be acknowledged again, with the same position. */
    public void acknowledged(String data, Position position) {
        Position first = acks.putIfAbsent(data, position);
        if (first != null) {
            if (!first.equals(position)) {
                report(Kind.MOVED, brief(data) + " was acknowledged at " + first + " and at " + position);
            }
            return;
        }
        String other = contents.putIfAbsent(position.offset(), data);
        if (other != null) {
            report(Kind.TWO_CONTENTS, brief(other) + " and " + brief(data) + " were acknowledged at " + position);
        }
        isInEpoch(position, brief(data) + " was acknowledged at ");
    }

    /** Notes an acknowledgement to a publisher that publishes one after the other, and never repeats what it has an ack for. */
    public void acknowledgedInOrder(String publisher, String data, Position position) {
        if (acks.containsKey(data)) {
            report(Kind.DOUBLED, brief(data) + " was acknowledged twice");
        }
        long before = latest.getOrDefault(publisher, 0L);
        if (position.offset() <= before) {
            report(
                    Kind.OUT_OF_ORDER,
                    publisher + " got the ack of " + brief(data) + " at " + position + " after " + before);
        }
        latest.put(publisher, position.offset());
        acknowledged(data, position);
    }

    /** Notes something else that is wrong. */
    public void complain(String problem) {
        report(Kind.COMPLAINT, problem);
    }

    /** The number of events that are acknowledged. */
    public int acknowledged() {
        return acks.size();
    }

    /** Returns all that is wrong, once everything is published and received. */
    public List<Problem> check(Collection<Transcript> clients) {
        for (Transcript client : clients) {
            client.complaints().forEach(problem -> complain(client.client() + " " + problem));
            client.end().ifPresent(end -> isInEpoch(end, client.client() + " stands at "));
            received(client);
            missed(client);
        }
        return List.copyOf(problems);
    }

    private void received(Transcript client) {
        Set<String> seen = new HashSet<>();
        long before = 0;
        for (Entry entry : client.entries()) {
            String fact = client.client() + " received " + brief(entry.data()) + " at " + entry.offset();
            if (!seen.add(entry.data())) {
                report(Kind.DOUBLED, fact + " once more");
            } else if (entry.offset() <= before) {
                report(Kind.OUT_OF_ORDER, fact + " after " + before);
            }
            isUnbroken(client, before, entry.offset());
            before = entry.offset();
            isAcknowledged(entry, fact);
            if (!mayRead(client, entry.data())) {
                report(Kind.NOT_FOR_IT, fact + ", which is for others");
            }
            if (client.isLost(entry.offset())) {
                report(Kind.NOT_LOST, fact + ", of which a gap said that it is lost");
            }
        }
    }

    /** Between two events that were received, others may be private ones for somebody else. */
    private void isUnbroken(Transcript client, long before, long next) {
        for (long offset = before + 1; offset < next; offset++) {
            if (!contents.containsKey(offset) && !client.isPrivateLost(offset)) {
                report(
                        Kind.SKIPPED,
                        client.client() + " received " + next + " after " + before + ", but not " + offset);
            }
        }
    }

    private void isAcknowledged(Entry entry, String fact) {
        Position ack = acks.get(entry.data());
        if (ack == null) {
            report(Kind.UNACKNOWLEDGED, fact + ", which was never acknowledged");
        } else if (ack.offset() != entry.offset()) {
            report(Kind.MOVED, fact + ", which was acknowledged at " + ack);
        }
    }

    private void missed(Transcript client) {
        Set<String> seen = new HashSet<>();
        client.entries().forEach(entry -> seen.add(entry.data()));
        acks.forEach((data, position) -> {
            Publish publish = restricted.get(data);
            boolean hidden = publish != null && publish.content().isPrivate();
            boolean announced = hidden ? client.isPrivateLost(position.offset()) : client.isLost(position.offset());
            if (!seen.contains(data) && !announced && mayRead(client, data)) {
                report(Kind.LOST, client.client() + " never received " + brief(data) + ", acknowledged at " + position);
            }
        });
    }

    private boolean mayRead(Transcript client, String data) {
        Publish publish = restricted.get(data);
        return publish == null || publish.content().isFor(client.client(), publish.from());
    }

    private void isInEpoch(Position position, String fact) {
        String epoch = acks.isEmpty()
                ? position.epoch()
                : acks.values().iterator().next().epoch();
        if (!epoch.equals(position.epoch())) {
            report(Kind.OTHER_EPOCH, fact + position + ", the epoch is " + epoch);
        }
    }

    private static String brief(String data) {
        return data.length() > LONGEST ? data.substring(0, LONGEST) + "…" : data;
    }

    private void report(Kind kind, String sentence) {
        problems.add(new Problem(kind, sentence));
    }
}
