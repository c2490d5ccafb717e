package io.roomcast.engine.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("rosters in memory")
class RostersTest {
    private static final String ROOM = "lobby";
    private static final int MOST_KEPT = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Content QUESTION = Content.of("question", "1");
    private static final AnswerData FINE = AnswerData.parse("\"fine\"");
    private static final Ending KICKED = Ending.of(Code.KICKED);
    private static final Rosters.MemberListener NOBODY = new Rosters.MemberListener() {
        @Override
        public void seated(String room, Member member) {}

        @Override
        public void left(String room, Member member) {}
    };

    private final HandTime time = new HandTime(World.BEGINNING);
    private Instant leaseEnd = Instant.MAX;
    private Rosters rosters = fresh();
    private long known;

    private Rosters fresh() {
        return new Rosters(time, node -> leaseEnd, NOBODY);
    }

    /** One group of one wish, of a server that knows what it was told, as servers do it. */
    private SeatResult.Outcome does(SeatRequest request) {
        SeatResult done = rosters.change(List.of(request)).get(0);
        known = done.news().number();
        return done.outcome();
    }

    private KnownRoster sight() {
        return new KnownRoster(known, 200);
    }

    private void joins(String room, int number) {
        SeatHold hold = new SeatHold("n-" + number, "node", Optional.empty());
        Member nameless = new Member("v-" + number, "");
        does(new SeatRequest.Take(room, sight(), nameless, hold, Manner.JOIN, 100_000, Duration.ZERO));
    }

    private void leaves(String room, int number) {
        does(new SeatRequest.Free(room, sight(), "v-" + number, Optional.empty(), KICKED));
    }

    private long asks(int number) {
        SeatResult.Outcome outcome = does(new SeatRequest.Ask(
                ROOM, sight(), "v-" + number, QUESTION, Duration.ofHours(1), "asker " + number, 10));
        return ((SeatResult.Asked) outcome).number();
    }

    private void answers(int number, long question) {
        assertEquals(
                new SeatResult.Answered(), does(new SeatRequest.Answer(ROOM, sight(), "v-" + number, question, FINE)));
    }

    /** Does it so many times, and says how long this thread worked at it. */
    private static long each(int count, IntConsumer deed) {
        long before = THREADS.getCurrentThreadCpuTime();
        IntStream.range(0, count).forEach(deed);
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    /** The cost of each thing that so many members do, one after the other. */
    private Map<String, Long> cost(int members) {
        rosters = fresh();
        known = 0;
        long[] questions = new long[members];
        Map<String, Long> costs = new TreeMap<>();
        costs.put("joining", each(members, number -> joins(ROOM, number)));
        costs.put("asking", each(members, number -> questions[number] = asks(number)));
        costs.put("answering", each(members, number -> answers(number, questions[number])));
        costs.put("answering again", each(members, number -> answers(number, questions[number])));
        costs.put("leaving", each(members, number -> leaves(ROOM, number)));
        costs.put("coming back", each(members, number -> joins(ROOM, number)));
        leaseEnd = Instant.MIN;
        costs.put("sweeping", each(members / 1000 + 1, round -> rosters.sweep(Duration.ZERO)));
        leaseEnd = Instant.MAX;
        assertEquals(0, rosters.members(ROOM, 0, 0).count());
        return costs;
    }

    @Test
    @DisplayName(
            "take no more for each of ten thousand members than for each of a few, whatever all of them do at once")
    void growth() {
        cost(5000);
        Map<String, Long> few = new TreeMap<>();
        Map<String, Long> many = new TreeMap<>();
        each(4, round -> {
            cost(2500).forEach((what, cost) -> few.merge(what, cost, Math::min));
            cost(10_000).forEach((what, cost) -> many.merge(what, cost, Math::min));
        });
        many.forEach((what, cost) -> {
            double times = (double) cost / few.get(what);
            assertTrue(times < 10, what + " took " + times + " times as long for four times as many");
        });
    }

    private List<RosterChange> toldToWhoKnowsTooLittle() {
        return rosters.since(ROOM, new KnownRoster(1, 0)).changes();
    }

    @Test
    @DisplayName("know who left last, ten thousand at most, and for some minutes")
    void tombstones() {
        each(MOST_KEPT + 500, number -> joins(ROOM, number));
        each(MOST_KEPT + 500, number -> leaves(ROOM, number));
        rosters.tidy(room -> true);
        List<RosterChange> told = toldToWhoKnowsTooLittle();
        assertEquals(MOST_KEPT, told.size());
        assertEquals("v-500", ((RosterChange.Went) told.get(0)).member());
        joins(ROOM, 0);
        time.stand(RosterLog.KEPT);
        rosters.tidy(room -> true);
        assertEquals(MOST_KEPT, toldToWhoKnowsTooLittle().size());
        time.stand(Duration.ofMillis(1));
        rosters.tidy(room -> true);
        assertEquals(0, toldToWhoKnowsTooLittle().size());
    }

    @Test
    @DisplayName("know what was answered last, ten thousand answers at most, and for some minutes")
    void answers() {
        joins(ROOM, 0);
        each(MOST_KEPT + 500, round -> answers(0, asks(0)));
        rosters.tidy(room -> true);
        assertEquals(MOST_KEPT, toldToWhoKnowsTooLittle().size());
        time.stand(RosterLog.KEPT.plusMillis(1));
        rosters.tidy(room -> true);
        assertEquals(0, toldToWhoKnowsTooLittle().size());
        leaves(ROOM, 0);
        time.stand(RosterLog.KEPT.plusMillis(1));
        rosters.tidy(room -> false);
        assertEquals(0, rosters.number(ROOM), "nothing is left");
    }

    @Test
    @DisplayName("are forgotten where nobody is, nobody need be told who was, and no server has the room in memory")
    void forgotten() {
        each(3000, number -> joins(room(number), number));
        IntStream.range(1500, 3000).forEach(number -> leaves(room(number), number));
        tidyAll();
        assertEquals(3000, there(), "somebody may have to be told who left");
        time.stand(RosterLog.KEPT.plusMillis(1));
        tidyAll();
        assertEquals(1501, there(), "those where somebody is, and one that is in use");
        assertTrue(isThere(1499) && isThere(2007));
        assertEquals(0, rosters.since(room(2000), KnownRoster.NONE).count());
        assertFalse(isThere(2000), "by looking it does not come back");
    }

    private void tidyAll() {
        each(4, round -> rosters.tidy(room(2007)::equals));
    }

    /** As many digits in each, so that they are in order. */
    private static String room(int number) {
        return "room-" + (10_000 + number);
    }

    private boolean isThere(int number) {
        return rosters.number(room(number)) != 0;
    }

    private long there() {
        return IntStream.range(0, 3000).filter(this::isThere).count();
    }

    @Test
    @DisplayName("are no more for what was wished in vain")
    void inVain() {
        SeatHold hold = new SeatHold("n", "node", Optional.empty());
        Member ann = new Member("ann-id", "ann");
        for (SeatRequest request : List.<SeatRequest>of(
                new SeatRequest.Take("a", sight(), ann, hold, Manner.JOIN, 0, Duration.ZERO),
                new SeatRequest.Free("b", sight(), ann.id(), Optional.of("n"), KICKED),
                new SeatRequest.Ask("c", sight(), ann.id(), QUESTION, Duration.ofHours(1), "asker", 1),
                new SeatRequest.Answer("d", sight(), ann.id(), 1, FINE))) {
            does(request);
            time.stand(Duration.ofMillis(1));
            rosters.tidy(room -> false);
            assertEquals(0, rosters.number(request.room()), request.toString());
        }
    }
}
