package io.roomcast.room;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The questions in a room that are not answered yet. A reader reads them like a log of its own: what comes after the last
 * one that it was told. Any thread; the lock is held for a moment.
 */
final class Asks {
    private final String room;
    private final Time time;
    private final int most;
    private final Map<String, TreeMap<Long, Open>> open = new HashMap<>();
    private long asked;

    private static final class Open {
        private final Part.Ask ask;
        private final CompletableFuture<Said> answer = new CompletableFuture<>();
        private boolean told;

        Open(Part.Ask ask) {
            this.ask = ask;
        }
    }

    /** At most so many questions to one member may be open. */
    Asks(String room, Time time, int most) {
        this.room = room;
        this.time = time;
        this.most = most;
    }

    CompletionStage<Said> ask(String member, Content question, Duration within) {
        Open one;
        synchronized (this) {
            TreeMap<Long, Open> theirs = open.computeIfAbsent(member, id -> new TreeMap<>());
            if (theirs.size() >= most) {
                return CompletableFuture.failedStage(
                        new Refusal(Code.TOO_MANY, "more than " + most + " questions to this member are open"));
            }
            one = new Open(new Part.Ask(room, ++asked, question, within));
            theirs.put(asked, one);
        }
        long number = one.ask.number();
        Time.Alarm late = time.after(
                within,
                () -> close(member, number)
                        .ifPresent(silent -> silent.answer.completeExceptionally(
                                new Refusal(Code.UNAVAILABLE, "no answer within " + within.toMillis() + " ms"))));
        return one.answer.whenComplete((answer, failure) -> late.off());
    }

    /**
     * The next question that this member was not told; {@code after} is the number of the last one that its connection was
     * told, and who asks again and again for answers of their own is told each once.
     */
    synchronized Optional<Part.Ask> next(String member, long after, boolean poll) {
        TreeMap<Long, Open> theirs = open.getOrDefault(member, new TreeMap<>());
        return theirs.tailMap(after, false).values().stream()
                .filter(one -> !poll || !one.told)
                .map(one -> one.ask)
                .findFirst();
    }

    synchronized void told(String member, long number) {
        Optional.ofNullable(open.get(member)).map(theirs -> theirs.get(number)).ifPresent(one -> one.told = true);
    }

    /** A member answers one of its own questions, once. */
    void answer(String member, String id, Said answer) {
        long number = id.matches("q-[0-9]{1,18}") ? Long.parseLong(id.substring(2)) : 0;
        close(member, number)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no question with this id is open"))
                .answer
                .complete(answer);
    }

    /** Who is gone does not answer. */
    void gone(String member) {
        Map<Long, Open> theirs;
        synchronized (this) {
            theirs = Optional.<Map<Long, Open>>ofNullable(open.remove(member)).orElse(Map.of());
        }
        Refusal gone = new Refusal(Code.GONE, "who was asked has left");
        theirs.values().forEach(one -> one.answer.completeExceptionally(gone));
    }

    private synchronized Optional<Open> close(String member, long number) {
        Map<Long, Open> theirs = open.getOrDefault(member, new TreeMap<>());
        Optional<Open> one = Optional.ofNullable(theirs.remove(number));
        if (theirs.isEmpty()) {
            open.remove(member);
        }
        return one;
    }
}
