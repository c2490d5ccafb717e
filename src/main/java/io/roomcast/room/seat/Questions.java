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
 * What members of a room are asked, as far as this server has read of it. A reader reads it like a log of its own: what comes
 * after the last one that it was told. The room's strand writes, anybody reads; the lock is held for a moment.
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

    /** The number is the roster's; the answer is wanted within this time. */
    public record Question(long number, Content content, Duration within) {}

    public Questions(Time time) {
        this.time = time;
    }

    /** Takes over what is news, which is what comes after a number; says who is asked something new. */
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

    /** What is not among these is not asked any more; what is was told, if it was. */
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
     * The next question that this member was not told; {@code after} is the number of the last one that its connection was
     * told, and who asks again and again for answers of their own is told each once.
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

    public synchronized void told(String member, long number) {
        Optional.ofNullable(open.get(member)).map(theirs -> theirs.get(number)).ifPresent(one -> one.told = true);
    }
}
