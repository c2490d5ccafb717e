package io.roomcast.room.seat;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The questions to members of a room, as far as this server has read them. A reader reads them like a log of its own:
 * those after the last one that it was told. The room's strand writes, any thread reads; the lock is held briefly.
 */
public final class Questions {
    private final Time time;
    private final Map<String, NavigableMap<Long, Open>> open = new HashMap<>();

    private static final class Open {
        private final Question question;
        private final long until;
        private boolean told;

        Open(Question question, long until) {
            this.question = question;
            this.until = until;
        }
    }

    /** One question. The number is the roster's; the answer is wanted within this time. */
    public record Question(long number, Content content, Duration within) {}

    public Questions(Time time) {
        this.time = time;
    }

    /** Takes over the news after a number; returns the members with new questions. */
    public synchronized Set<String> learn(RosterNews news, long asked, long after) {
        Set<String> members = new TreeSet<>();
        if (news.isWhole()) {
            keepOnly(news);
        }
        for (RosterChange change : news.changes()) {
            if (change.number() <= after && !news.isWhole()) {
                continue;
            }
            if (change instanceof RosterChange.Question question) {
                Question one = new Question(question.number(), question.content(), question.left());
                Open fresh = new Open(one, asked + question.left().toMillis());
                open.computeIfAbsent(question.member(), id -> new TreeMap<>()).putIfAbsent(one.number(), fresh);
                members.add(question.member());
            } else if (change instanceof RosterChange.Answer answer) {
                open.values().removeIf(theirs -> theirs.remove(answer.question()) != null && theirs.isEmpty());
            } else if (change instanceof RosterChange.Went went && open.containsKey(went.member())) {
                forget(went);
            }
        }
        return members;
    }

    /** Drops the questions that are not among these; of the others it stays known which were told. */
    private void keepOnly(RosterNews whole) {
        Set<Long> asked = new TreeSet<>();
        whole.changes().stream()
                .filter(RosterChange.Question.class::isInstance)
                .forEach(one -> asked.add(one.number()));
        open.values().removeIf(theirs -> {
            theirs.keySet().retainAll(asked);
            return theirs.isEmpty();
        });
    }

    private void forget(RosterChange.Went went) {
        NavigableMap<Long, Open> theirs = open.get(went.member());
        theirs.headMap(went.number()).clear();
        if (theirs.isEmpty()) {
            open.remove(went.member());
        }
    }

    /**
     * Returns the next question for this member after the last one that its connection was told. A poll gets each
     * question only once.
     */
    public synchronized Optional<Question> next(String member, long after, boolean poll) {
        NavigableMap<Long, Open> theirs = open.get(member);
        if (theirs == null) {
            return Optional.empty();
        }
        long now = time.elapsed();
        theirs.values().removeIf(one -> one.until <= now);
        if (theirs.isEmpty()) {
            open.remove(member);
            return Optional.empty();
        }
        return theirs.tailMap(after, false).values().stream()
                .filter(one -> !poll || !one.told)
                .map(one -> one.question)
                .findFirst();
    }

    /** Whether this member may have a question. */
    public synchronized boolean isAsked(String member) {
        return open.containsKey(member);
    }

    public synchronized void told(String member, long number) {
        Optional.ofNullable(open.get(member)).map(theirs -> theirs.get(number)).ifPresent(one -> one.told = true);
    }
}
