package io.roomcast.room.seat;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The questions that this server asked members of a room, at any server, and has no answer to yet. Questions and
 * answers travel in the roster's log. Used on the room's strand; its stages complete there.
 */
public final class AskedQuestions {
    private final OpenLane lane;
    private final Time time;
    private final Executor strand;
    private final String room;
    private final int most;
    private final Roster roster;
    private final BiConsumer<RosterNews, Long> learned;
    private final Map<String, Open> open = new LinkedHashMap<>();

    /** One question. Its number is unknown until it is in the log. */
    private static final class Open {
        private final String member;
        private final CompletableFuture<AnswerData> answer = new CompletableFuture<>();
        private long number;
        private long left;

        Open(String member) {
            this.member = member;
        }

        boolean isVoid() {
            return number > 0 && left > number;
        }
    }

    /**
     * At most {@code most} questions to one member may be open.
     *
     * @param learned takes the news that comes with each result, and when it was asked for
     */
    public AskedQuestions(
            OpenLane lane,
            Time time,
            Executor strand,
            String room,
            int most,
            Roster roster,
            BiConsumer<RosterNews, Long> learned) {
        this.lane = lane;
        this.time = time;
        this.strand = strand;
        this.room = room;
        this.most = most;
        this.roster = roster;
        this.learned = learned;
    }

    /** Asks a member who is here; completes with its answer, or fails. */
    public CompletionStage<AnswerData> ask(String member, Content question, Duration within) {
        String asker = lane.freshName();
        Open one = new Open(member);
        open.put(asker, one);
        Refusal silent = new Refusal(Code.UNAVAILABLE, "no answer within " + within.toMillis() + " ms");
        Time.Alarm late = time.after(within, () -> strand.execute(() -> fail(asker, silent)));
        long sent = time.elapsed();
        lane.change(() -> new SeatRequest.Ask(room, roster.known(), member, question, within, asker, most))
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                fail(asker, Refusal.of(failure));
                            } else {
                                asked(asker, one, done.outcome());
                                learned.accept(done.news(), sent);
                            }
                        },
                        strand);
        return one.answer.whenComplete((answer, failure) -> late.off());
    }

    private void asked(String asker, Open one, SeatResult.Outcome outcome) {
        if (outcome instanceof SeatResult.Refused refused) {
            fail(asker, refused.why());
        } else if (outcome instanceof SeatResult.Asked done) {
            one.number = done.number();
            if (one.isVoid()) {
                fail(asker, gone());
            }
        }
    }

    private static Refusal gone() {
        return new Refusal(Code.GONE, "the member who was asked has left");
    }

    private void fail(String asker, Refusal why) {
        Open one = open.remove(asker);
        if (one != null) {
            one.answer.completeExceptionally(why);
        }
    }

    /** Delivers a member's answer, whichever server asked. */
    public CompletionStage<Void> answer(String member, long question, AnswerData answer) {
        long sent = time.elapsed();
        return lane.change(() -> new SeatRequest.Answer(room, roster.known(), member, question, answer))
                .thenAcceptAsync(
                        done -> {
                            learned.accept(done.news(), sent);
                            if (done.outcome() instanceof SeatResult.Refused refused) {
                                throw refused.why();
                            }
                        },
                        strand);
    }

    /** Takes over news of the roster: answers, and members who left and will not answer any more. */
    public void learn(RosterNews news) {
        for (RosterChange change : news.changes()) {
            if (change instanceof RosterChange.Answer answer) {
                Open one = open.remove(answer.asker());
                if (one != null) {
                    one.answer.complete(answer.said());
                }
            } else if (change instanceof RosterChange.Went went && !open.isEmpty()) {
                List.copyOf(open.entrySet()).forEach(one -> left(one.getKey(), one.getValue(), went));
            }
        }
    }

    private void left(String asker, Open one, RosterChange.Went went) {
        if (one.member.equals(went.member())) {
            one.left = Math.max(one.left, went.number());
            if (one.isVoid()) {
                fail(asker, gone());
            }
        }
    }

    public boolean isIdle() {
        return open.isEmpty();
    }
}
