package io.roomcast.engine.presence;

import io.roomcast.engine.presence.RosterLog.Entry;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** The questions to members of one room and their answers, as entries of the roster's log. Not thread-safe. */
final class QuestionLog {
    private final NavigableMap<Long, Entry> entries;
    private final NavigableMap<Long, Entry> own = new TreeMap<>();
    private final Map<String, Set<Long>> asked = new HashMap<>();

    /** The number of the answer to each answered question, the latest last. */
    private final Map<Long, Long> answers = new LinkedHashMap<>();

    /** Keeps its entries among these, too. */
    QuestionLog(NavigableMap<Long, Entry> entries) {
        this.entries = entries;
    }

    record Open(RosterChange.Question question, Instant until, String asker) implements Entry {
        @Override
        public RosterChange told(Instant now) {
            return new RosterChange.Question(
                    question.number(), question.member(), question.content(), Duration.between(now, until));
        }

        @Override
        public boolean isOver(Instant now) {
            return until.isBefore(now);
        }
    }

    record Answered(RosterChange.Answer answer, String member, Instant at) implements Entry {
        @Override
        public RosterChange told(Instant now) {
            return answer;
        }

        @Override
        public boolean isOver(Instant now) {
            return at.isBefore(now.minus(RosterLog.KEPT));
        }
    }

    /** Asks a seated member; a new question gets the next number. */
    SeatResult.Outcome ask(SeatRequest.Ask ask, LongSupplier next, Instant now) {
        forgetOver(ask.member(), now);
        Optional<Long> before = asked(ask.member(), ask.asker());
        if (before.isPresent()) {
            return new SeatResult.Asked(before.get());
        }
        if (open(ask.member()) >= ask.most()) {
            return new SeatResult.Refused(
                    new Refusal(Code.TOO_MANY, "more than " + ask.most() + " questions to this member are open"));
        }
        long number = next.getAsLong();
        RosterChange.Question question = new RosterChange.Question(number, ask.member(), ask.question(), ask.within());
        put(new Open(question, now.plus(ask.within()), ask.asker()));
        return new SeatResult.Asked(number);
    }

    /** Takes an answer, which gets the next number if its question is open. */
    SeatResult.Outcome answer(SeatRequest.Answer answer, LongSupplier next, Instant now) {
        forgetOver(answer.member(), now);
        Optional<Open> open = close(answer.question(), answer.member());
        if (open.isEmpty()) {
            return isAnswered(answer.question(), answer.member(), answer.answer())
                    ? new SeatResult.Answered()
                    : new SeatResult.Refused(new Refusal(Code.NOT_FOUND, "no question with this id is open"));
        }
        RosterChange.Answer given = new RosterChange.Answer(
                next.getAsLong(), answer.question(), open.get().asker(), answer.answer());
        put(new Answered(given, answer.member(), now));
        return new SeatResult.Answered();
    }

    private void put(Open open) {
        asked.computeIfAbsent(open.question().member(), member -> new TreeSet<>())
                .add(open.question().number());
        put(open.question().number(), open);
    }

    /** Drops the questions to a member whose time is up, so that they no longer count. */
    private void forgetOver(String member, Instant now) {
        Set.copyOf(asked.getOrDefault(member, Set.of())).stream()
                .filter(number -> own.get(number).isOver(now))
                .forEach(this::drop);
    }

    /** Returns how many questions to a member are open. */
    private int open(String member) {
        return asked.getOrDefault(member, Set.of()).size();
    }

    /** Returns the number of the open question with this asker, so that a repeated request does not ask again. */
    private Optional<Long> asked(String member, String asker) {
        return asked.getOrDefault(member, Set.of()).stream()
                .filter(number ->
                        own.get(number) instanceof Open open && open.asker().equals(asker))
                .findFirst();
    }

    /** Whether a member gave just this answer to a question of its own. */
    private boolean isAnswered(long question, String member, AnswerData given) {
        return Optional.ofNullable(answers.get(question))
                .map(own::get)
                .filter(entry -> entry instanceof Answered one
                        && one.member().equals(member)
                        && one.answer().said().equals(given))
                .isPresent();
    }

    /** Removes the open question with this number to this member, if there is one. */
    private Optional<Open> close(long number, String member) {
        return Optional.ofNullable(own.get(number))
                .filter(Open.class::isInstance)
                .map(Open.class::cast)
                .filter(open -> open.question().member().equals(member))
                .map(open -> {
                    drop(number);
                    return open;
                });
    }

    private void put(Answered answered) {
        answers.put(answered.answer().question(), answered.answer().number());
        put(answered.answer().number(), answered);
    }

    private void put(long number, Entry entry) {
        own.put(number, entry);
        entries.put(number, entry);
    }

    private void drop(long number) {
        entries.remove(number);
        Entry gone = own.remove(number);
        if (gone instanceof Answered answered) {
            answers.remove(answered.answer().question());
        } else if (gone instanceof Open open) {
            asked.computeIfPresent(open.question().member(), (member, theirs) -> {
                theirs.remove(number);
                return theirs.isEmpty() ? null : theirs;
            });
        }
    }

    Collection<Entry> all() {
        return own.values();
    }

    void dropAllTo(String member) {
        Set.copyOf(asked.getOrDefault(member, Set.of())).forEach(this::drop);
    }

    /** Forgets what no server needs to be told any more. */
    void tidy(Instant now) {
        for (Map.Entry<Long, Entry> one : List.copyOf(own.entrySet())) {
            if (one.getValue().isOver(now)) {
                drop(one.getKey());
            }
        }
        while (answers.size() > RosterLog.MOST_KEPT) {
            drop(answers.values().iterator().next());
        }
    }
}
