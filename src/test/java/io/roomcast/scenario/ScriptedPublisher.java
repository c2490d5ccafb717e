package io.roomcast.scenario;

import io.roomcast.room.Rooms;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A client that publishes under ids, retries until it has an answer, and repeats itself now and then even so. */
final class ScriptedPublisher {
    private static final int UNDER_WAY = 3;

    private final Session session;
    private final List<ScriptedReader> readers;
    private final ExactlyOnceChecker checker;
    private final RandomGenerator random;
    private final Map<String, Draft> unanswered = new LinkedHashMap<>();
    private final Deque<Draft> retries = new ArrayDeque<>();
    private int published;
    private Draft last;

    ScriptedPublisher(
            Session session, List<ScriptedReader> readers, ExactlyOnceChecker checker, RandomGenerator random) {
        this.session = session;
        this.readers = readers;
        this.checker = checker;
        this.random = random;
    }

    boolean isAnswered() {
        return unanswered.isEmpty();
    }

    /** Retries what failed, repeats what was acknowledged, or publishes something new if it may. */
    void act(Rooms rooms, String room, boolean mayBegin) {
        if (!retries.isEmpty()) {
            send(rooms, retries.removeFirst());
        } else if (last != null && random.nextInt(20) == 0) {
            send(rooms, last);
        } else if (mayBegin && unanswered.size() < UNDER_WAY) {
            send(rooms, draft(room));
        }
    }

    private Draft draft(String room) {
        String id = session.member().name() + "-" + ++published;
        Content content = content("\"" + id + "\"");
        checker.published(session.member(), content);
        Draft draft = new Draft(room, session.member(), id, List.of(content));
        unanswered.put(id, draft);
        return draft;
    }

    private Content content(String data) {
        boolean hidden = random.nextInt(6) == 0;
        boolean toSome = random.nextInt(5) == 0;
        List<String> to =
                toSome ? List.of(somebody(), somebody()).stream().distinct().toList() : List.of();
        return new Content("message", data, false, to, !hidden);
    }

    private String somebody() {
        return readers.get(random.nextInt(readers.size())).session().id();
    }

    private void send(Rooms rooms, Draft draft) {
        rooms.publish(Visitor.ANYBODY, draft).whenComplete((ack, failure) -> {
            if (failure == null) {
                acknowledged(draft, ack.position().orElseThrow());
            } else {
                refused(draft, Refusal.of(failure));
            }
        });
    }

    private void acknowledged(Draft draft, Position position) {
        checker.acknowledged(draft.contents().get(0).data(), position);
        unanswered.remove(draft.id());
        last = draft;
    }

    private void refused(Draft draft, Refusal refusal) {
        if (refusal.code() != Code.BUSY && refusal.code() != Code.UNAVAILABLE) {
            checker.complain(draft.id() + " was refused: " + refusal.code());
            unanswered.remove(draft.id());
        } else {
            retries.addLast(draft);
        }
    }
}
