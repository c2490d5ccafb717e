package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Clerk;
import io.roomcast.kit.World;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about a roster as a log: its numbers, and what is news to whom. */
public abstract class RosterLogContract extends RosterFixture {
    private long revision() {
        return here.since(0).revision();
    }

    @Test
    @DisplayName("each change has a higher number than all before, though time stands still or goes back")
    void numbersGrow() {
        for (Duration leap : List.of(Duration.ZERO, Duration.ofHours(-2), Duration.ofDays(3))) {
            time.set(World.BEGINNING.plus(leap));
            here.renew();
            for (SeatRequest deed : deeds()) {
                long before = number();
                here.does(deed);
                assertTrue(number() > before, deed + " after " + leap);
            }
        }
    }

    @Test
    @DisplayName("a roster that was forgotten goes on with higher numbers, though time went back meanwhile")
    void numbersGrowForEver() {
        here.opened();
        long before = sits(JOIN, ANN, "a-1").number();
        here.does(here.free(ANN, LEFT));
        pass(settings.idLife);
        here.rest();
        here.tidy();
        time.set(World.BEGINNING.minus(settings.idLife));
        here.renew();
        assertTrue(sits(JOIN, ANN, "a-2").number() > before);
    }

    @Test
    @DisplayName("the revision moves when somebody comes, goes or has another name, and with nothing else")
    void revisions() {
        List<Long> moved = new ArrayList<>();
        List<SeatRequest> deeds = deeds();
        for (int deed = 0; deed < deeds.size(); deed++) {
            long before = revision();
            here.does(deeds.get(deed));
            if (revision() != before) {
                assertEquals(number(), revision());
                moved.add((long) deed);
            }
        }
        assertEquals(List.of(0L, 2L, 4L, 6L, 7L), moved);
    }

    @Test
    @DisplayName("who knows some is told what is news since, in order; who knows all is told nothing")
    void news() {
        sits(JOIN, ANN, "a-1");
        long known = sits(JOIN, BOB, "b-1").number();
        sits(JOIN, CAT, "c-1");
        here.does(here.free(ANN, KICKED));
        RosterNews news = here.since(known);
        assertEquals(List.of("+cat", "-ann-id"), whom(news));
        assertEquals(new RosterNews(known, number(), revision(), 2, news.changes()), news);
        assertEquals(new RosterNews(number(), number(), revision(), 2, List.of()), here.since(number()));
    }

    @Test
    @DisplayName("of each member only the last entry is told")
    void compacted() {
        long known = sits(JOIN, BOB, "b-1").number();
        for (int round = 1; round <= 3; round++) {
            sits(JOIN, ANN, "a-" + round);
            sits(JOIN, ANN.named("eve"), "a-" + round);
            here.does(here.free(ANN, LEFT));
            here.does(here.free(ANN, KICKED));
            assertEquals(List.of("-ann-id"), whom(here.since(known)));
        }
        sits(JOIN, ANN, "a-4");
        assertEquals(List.of("+ann"), whom(here.since(known)));
        assertEquals(List.of("+bob", "+ann"), whom(here.since(0)));
    }

    @Test
    @DisplayName("who knows nothing is told all who are here instead, and of nobody who left")
    void whole() {
        visitors(1, 3);
        sits(JOIN, visitor(1), "again");
        here.does(here.free(visitor(2), LEFT));
        RosterNews whole = here.since(0);
        assertEquals(List.of("+visitor 3", "+visitor 1"), whom(whole));
        assertEquals(new RosterNews(0, number(), revision(), 2, whole.changes()), whole);
    }

    @Test
    @DisplayName(
            "who claims to know more than there is is told all, and so is who knows more than of which there was nothing")
    void knowsMore() {
        visitors(1, 2);
        RosterNews whole = here.since(number() + 1);
        assertTrue(whole.isWhole());
        assertEquals(List.of("+visitor 1", "+visitor 2"), whom(whole));
        assertTrue(here.in("empty").since(Long.MAX_VALUE - 1).isWhole());
    }

    @Test
    @DisplayName("who knows too little, because it is forgotten who left since, is told all")
    void knowsTooLittle() {
        visitors(1, 3);
        long known = number();
        here.does(here.free(visitor(1), LEFT));
        long left = number();
        pass(settings.idLife.multipliedBy(2));
        here.tidy();
        here.renew();
        sits(JOIN, ANN, "a-1");
        RosterNews whole = here.since(known);
        assertTrue(whole.isWhole(), whole.toString());
        assertEquals(List.of("+visitor 2", "+visitor 3", "+ann"), whom(whole));
        assertEquals(List.of("+ann"), whom(here.since(left)));
    }

    @Test
    @DisplayName(
            "where more are here than are to be named they are counted, and who is asked something is told nevertheless")
    void onlyCounted() {
        visitors(1, 3);
        here.does(here.ask(visitor(2), QUESTION, "asker"));
        assertEquals(4, here.since(0, 3).changes().size());
        for (long known : new long[] {0, number() + 1}) {
            RosterNews counted = here.since(known, 2);
            assertEquals(List.of("?visitor-2"), whom(counted));
            assertEquals(
                    List.of(0L, number(), revision(), 3L),
                    List.of(counted.from(), counted.number(), counted.revision(), (long) counted.count()));
        }
    }

    @Test
    @DisplayName("what is news is told however many are here")
    void newsOfMany() {
        visitors(1, 9);
        long known = number();
        sits(JOIN, ANN, "a-1");
        assertEquals(List.of("+ann"), whom(here.since(known, 2)));
    }

    @Test
    @DisplayName("each answer says what is news by the end of the group to who had the wish, room by room")
    void newsWithAnswers() {
        long known = sits(JOIN, BOB, "b-1").number();
        Clerk knows = here.seeing(known, 100);
        Clerk other = here.in("other").seeing(0, 100);
        List<SeatResult> group = knows.change(
                knows.take(JOIN, ANN, "a-1"),
                other.take(JOIN, CAT, "c-1"),
                knows.allowing(1).take(JOIN, CAT, "c-1"),
                knows.ask(BOB, QUESTION, "asker"),
                knows.free(BOB, LEFT));
        for (int index : new int[] {0, 2, 3, 4}) {
            assertEquals(here.since(known), group.get(index).news());
        }
        assertEquals(List.of("+ann", "-bob-id"), whom(group.get(0).news()));
        assertEquals(other.since(0), group.get(1).news());
        RosterNews none = here.change(here.take(JOIN, BOB, "b-2")).get(0).news();
        assertEquals(new RosterNews(Long.MAX_VALUE, number(), revision(), 2, List.of()), none);
    }

    @Test
    @DisplayName("who wants to know more than others of the same group is told no less for that")
    void newsToEach() {
        visitors(1, 3);
        Clerk curious = here.seeing(0, 100);
        Clerk counts = here.seeing(0, 0);
        List<SeatResult> group =
                here.change(here.take(JOIN, ANN, "a-1"), counts.take(JOIN, BOB, "b-1"), curious.take(JOIN, CAT, "c-1"));
        assertEquals(here.since(0), group.get(2).news());
    }
}
