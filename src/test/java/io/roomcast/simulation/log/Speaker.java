package io.roomcast.simulation.log;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Fault;
import io.roomcast.simulation.History;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client that publishes under ids, sends what is not answered again to any server, repeats itself now and then even so,
 * and sometimes reads what it has just said. One thread.
 */
final class Speaker {
    private static final int UNANSWERED = 3;
    private static final int AHEAD = 10;

    private final Cluster cluster;
    private final String room;
    private final Session session;
    private final String name;
    private final List<String> others;
    private final long pause;
    private final Map<String, Draft> unanswered = new LinkedHashMap<>();
    private final Map<String, Integer> began = new LinkedHashMap<>();
    private final int most;
    private final long until;
    private int published;
    private Optional<Draft> last = Optional.empty();

    Speaker(Cluster cluster, String room, Session session, List<String> others, int most, long begin) {
        this.cluster = cluster;
        this.room = room;
        this.session = session;
        this.name = session.id() + "-" + room;
        this.others = others;
        this.most = most;
        this.pause = cluster.between(120, 500);
        this.until = cluster.oneIn(2) || begin > 0 ? Fault.LATEST : cluster.between(Agenda.SECOND, Fault.LATEST);
        cluster.after(begin, this::actSoon);
    }

    private void actSoon() {
        cluster.afterMillis(cluster.between(pause / 2, pause * 2), this::act);
    }

    List<String> unanswered() {
        return List.copyOf(unanswered.keySet());
    }

    private void act() {
        if (last.isPresent() && cluster.oneIn(25)) {
            send(last.get());
        } else if (mayGoOn()) {
            Draft draft = new Draft(room, session.member(), name + "-" + ++published, contents());
            unanswered.put(draft.id(), draft);
            began.put(draft.id(), published);
            sendUntilAnswered(draft);
        }
        if (!hasSaidAll()) {
            actSoon();
        }
    }

    /** A client goes on only so far beyond what it has no answer to that a repeat is still known. */
    private boolean mayGoOn() {
        boolean isFarAhead =
                !began.isEmpty() && published - began.values().iterator().next() >= AHEAD;
        return unanswered.size() < UNANSWERED && !isFarAhead && !hasSaidAll();
    }

    private boolean hasSaidAll() {
        return published == most || cluster.now() > until;
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        boolean hidden = cluster.oneIn(6);
        List<String> to = cluster.oneIn(5) ? List.of(others.get((int) cluster.between(0, others.size()))) : List.of();
        for (int count = cluster.oneIn(6) ? 3 : 1; count > 0; count--) {
            String data = "\"" + name + "-" + published + "." + count + "\"";
            contents.add(new Content("message", data, false, to, !hidden));
        }
        return contents;
    }

    private void sendUntilAnswered(Draft draft) {
        if (unanswered.containsKey(draft.id())) {
            send(draft);
            cluster.afterMillis(cluster.between(1500, 4000), () -> sendUntilAnswered(draft));
        }
    }

    /** Each sending has contents of its own, by which the log's writer knows it. */
    private void send(Draft draft) {
        List<Content> same = draft.contents().stream()
                .map(one -> new Content(one.type(), one.data(), one.args(), one.to(), one.echo()))
                .toList();
        Draft sent = new Draft(draft.room(), draft.from(), draft.id(), same);
        History.Attempt attempt = cluster.history().attempt(sent);
        cluster.anyNode().ifPresent(node -> {
            cluster.trace().note("%s is sent to node %s", draft.id(), node.number());
            node.later(
                    cluster.way(),
                    () -> node.rooms()
                            .publish(Visitor.ANYBODY, sent)
                            .whenComplete((ack, failure) -> answered(node, draft, attempt, ack, failure)));
        });
    }

    private void answered(Node node, Draft draft, History.Attempt attempt, Ack ack, Throwable failure) {
        if (failure != null) {
            refused(draft, attempt, Refusal.of(failure));
            return;
        }
        Position at = ack.position().orElseThrow();
        cluster.history().acknowledged(draft.id(), at);
        cluster.after(cluster.way(), () -> {
            if (!node.isDead()) {
                acknowledged(draft, at);
            }
        });
    }

    private void refused(Draft draft, History.Attempt attempt, Refusal why) {
        cluster.trace().note("%s is refused: %s", draft.id(), why.getMessage());
        cluster.history().happened(why.code().name());
        if (why.code() == Code.BUSY || why.code() == Code.TOO_MANY) {
            cluster.history().refused(attempt, draft.id());
        } else if (why.code() != Code.UNAVAILABLE) {
            cluster.history().problem("%s was refused: %s", draft.id(), why);
        }
        cluster.afterMillis(cluster.between(100, 600), () -> {
            if (unanswered.containsKey(draft.id())) {
                send(draft);
            }
        });
    }

    private void acknowledged(Draft draft, Position at) {
        began.remove(draft.id());
        if (unanswered.remove(draft.id()) != null) {
            last = Optional.of(draft);
            cluster.history().happened("ACKNOWLEDGED");
        }
        if (cluster.oneIn(3)) {
            readBack(draft, at);
        }
    }

    /** A client that was told that it lies there finds it, whatever server it asks. */
    private void readBack(Draft draft, Position at) {
        boolean after = cluster.oneIn(3);
        int count = 8;
        Start start = after ? new Start.After(at) : new Start.Last(count, Optional.empty());
        ReadRequest entry = ReadRequest.once(Visitor.ANYBODY, session, start, 1000);
        cluster.anyNode()
                .ifPresent(node -> new Poller.Poll(cluster, node, room, entry, (parts, position) -> {
                    cluster.trace().note("%s reads back from %s and stands at %s", session.id(), at, position);
                    if (after) {
                        readOn(at, parts, position);
                    } else {
                        readBack(draft, at, parts, position, count);
                    }
                }));
    }

    private void readOn(Position at, List<Delivery> parts, Position position) {
        Course course =
                new Course(session.id() + "'s reading", room, session.id(), false, cluster.history(), cluster.trace());
        course.beginAt(at);
        parts.forEach(course::arrive);
        course.stand(position);
    }

    private void readBack(Draft draft, Position at, List<Delivery> parts, Position position, int count) {
        List<Event> events = parts.stream()
                .filter(Batch.class::isInstance)
                .flatMap(delivery -> ((Batch) delivery).events().stream())
                .toList();
        cluster.history().happened("READ_BACK");
        boolean isBroken = parts.stream().anyMatch(Delivery.Gap.class::isInstance);
        boolean isThere = events.stream().anyMatch(event -> event.position().equals(at));
        Content content = draft.contents().get(draft.contents().size() - 1);
        boolean mustBeThere = content.isFor(session.id(), session.member()) && events.size() < count && !isBroken;
        History history = cluster.history();
        if (history.isGone(at) || history.at(at).isTrimmed()) {
            return;
        }
        if (!history.isBehind(position, at) || (mustBeThere && !isThere)) {
            history.problem("%s at %s is not in what was read after the answer, up to %s", draft.id(), at, position);
        }
    }
}
