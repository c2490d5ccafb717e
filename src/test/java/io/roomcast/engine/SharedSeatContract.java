package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static io.roomcast.room.log.SeatRequest.Manner.KEEP;
import static io.roomcast.room.log.SeatRequest.Manner.LINGER;
import static io.roomcast.room.log.SeatRequest.Manner.POLL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.Clerk;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine of several servers promises this about seats: by which server they are held, and how they are lost with it. */
public abstract class SharedSeatContract extends SharedRosterFixture {
    private SeatResult.Sat sitsByTime(Clerk server, Manner manner, String nonce) {
        return sat(server.does(server.take(manner, ANN, nonce, HOLD)));
    }

    private List<Member> here() {
        return new Asked(engines.get(2)).here(ROOM);
    }

    @Test
    @DisplayName("who sits at one server is seen at all, and who comes at another takes the seat from it")
    void replaced() {
        long number = sits(one, JOIN, "1-a").number();
        RosterChange.Sat seen = (RosterChange.Sat) two.since(0).changes().get(0);
        assertEquals(new RosterChange.Sat(number, ANN, number, "1-a", "one", Optional.empty()), seen);
        assertEquals(Before.A_SERVER, sits(two, JOIN, "2-a").before());
        assertEquals(Before.A_SERVER, sits(one, JOIN, "1-b").before());
        for (String nonce : List.of("1-a", "2-a")) {
            assertEquals(
                    new SeatResult.Freed(Optional.empty(), false), one.does(one.free(ANN, nonce, NOBODY_CAME)), nonce);
        }
        assertEquals(List.of(ANN), here());
    }

    @ParameterizedTest
    @EnumSource(names = {"LINGER", "ENTER"})
    @DisplayName("the seat is left to another server as long as its lease, and taken over from one that is lost")
    void takenOverFromTheLost(Manner manner) {
        SeatResult.Sat reads = sits(one, JOIN, "1-a");
        assertEquals(new SeatResult.Sat(ANN, "1-a", reads.number(), Before.A_SERVER), sitsByTime(two, manner, "2-a"));
        oneIsGone(A_LITTLE.negated());
        assertEquals("1-a", sitsByTime(two, manner, "2-b").nonce());
        time.stand(A_LITTLE);
        SeatResult.Sat comes = sitsByTime(two, manner, "2-c");
        assertEquals(new SeatResult.Sat(ANN, "2-c", comes.number(), Before.A_LOST_SERVER), comes);
        assertTrue(comes.number() > reads.number());
    }

    @Test
    @DisplayName("what is held by time is lost with the server only when that is over, too")
    void heldByTime() {
        sitsByTime(one, POLL, "1-a");
        oneIsGone(A_LITTLE);
        assertEquals(Before.A_SERVER, sitsByTime(two, KEEP, "1-a").before());
        time.stand(HOLD);
        two.renew();
        two.does(two.free(ANN, "1-a", NOBODY_CAME));
        one.renew();
        sitsByTime(one, POLL, "1-b");
        time.stand(HOLD);
        two.renew();
        assertEquals(Before.A_LOST_SERVER, sits(two, JOIN, "2-a").before());
    }

    @Test
    @DisplayName("what is held by time, and for longer than that, is not lost while its server is there to give it up")
    void heldByTimeAndServer() {
        sitsByTime(one, POLL, "1-a");
        oneIsGone(HOLD.plus(GONE));
        one.renew();
        assertEquals(List.of(), two.sweep(GONE));
        assertEquals(Before.A_SERVER, sits(two, JOIN, "2-a").before());
    }

    @Test
    @DisplayName("who gives up a seat is told whether its server is gone")
    void freedOfTheLost() {
        sits(one, JOIN, "1-a");
        assertEquals(new SeatResult.Freed(Optional.of(ANN), false), two.does(two.free(ANN, KICKED)));
        one.renew();
        sits(one, JOIN, "1-b");
        oneIsGone(Duration.ZERO);
        assertEquals(new SeatResult.Freed(Optional.of(ANN), true), two.does(two.free(ANN, KICKED)));
    }

    @Test
    @DisplayName("a server whose lease is over changes nothing any more, and is told so of each wish")
    void afterTheLease() {
        sits(one, JOIN, "1-a");
        long question = ((SeatResult.Asked) one.does(one.ask(ANN, Content.of("q", "1"), "asker"))).number();
        oneIsGone(GONE);
        RosterNews before = two.since(0);
        List<SeatResult> done = one.change(
                one.take(JOIN, BOB, "1-b"),
                one.take(KEEP, ANN, "1-a"),
                one.free(ANN, KICKED),
                one.ask(ANN, Content.of("q", "2"), "asker"),
                one.answer(ANN, question, AnswerData.NOTHING));
        for (SeatResult each : done) {
            SeatResult.Refused refused = assertInstanceOf(SeatResult.Refused.class, each.outcome());
            assertEquals(Code.UNAVAILABLE, refused.why().code());
        }
        assertEquals(5, done.size());
        assertEquals(List.of(), one.sweep(GONE));
        assertEquals(before, two.since(0));
        one.renew();
        assertEquals("1-a", sits(one, KEEP, "1-a").nonce());
    }

    @Test
    @DisplayName("only the seats of servers that have been gone for so long are given up, and it is said whose, once")
    void swept() {
        sits(one, JOIN, "1-a");
        long known = sat(two.does(two.take(JOIN, BOB, "2-b"))).number();
        sits(one.in("other"), JOIN, "1-b");
        assertEquals(List.of(), two.sweep(GONE));
        oneIsGone(GONE.minus(A_LITTLE));
        assertEquals(List.of(), two.sweep(GONE));
        time.stand(A_LITTLE);
        assertEquals(Set.of(new Lost(ROOM, ANN), new Lost("other", ANN)), new HashSet<>(two.sweep(GONE)));
        assertEquals(List.of(), two.sweep(GONE));
        assertEquals(List.of(BOB), here());
        assertEquals(1, two.since(known).changes().size());
        RosterChange.Went went = (RosterChange.Went) two.since(known).changes().get(0);
        assertEquals(List.of(ANN.id(), true, two.opened()), List.of(went.member(), went.byTime(), went.number()));
    }

    @Test
    @DisplayName("what is held by time is given up so long after that time")
    void sweptByTime() {
        sitsByTime(one, POLL, "1-a");
        oneIsGone(GONE);
        assertEquals(List.of(), two.sweep(GONE));
        time.stand(HOLD.minus(Clerk.LEASE));
        two.renew();
        assertEquals(List.of(new Lost(ROOM, ANN)), two.sweep(GONE));
    }

    @Test
    @DisplayName(
            "a server that is back in time loses no seat, and one that is back later has its own back by keeping it")
    void back() {
        sits(one, JOIN, "1-a");
        oneIsGone(GONE);
        one.renew();
        assertEquals(List.of(), two.sweep(GONE));
        oneIsGone(GONE);
        assertEquals(List.of(new Lost(ROOM, ANN)), two.sweep(GONE));
        assertEquals(List.of(), here());
        one.renew();
        assertEquals(Before.NOBODY, sits(one, KEEP, "1-a").before());
        assertEquals(List.of(ANN), here());
    }

    @Test
    @DisplayName("who was given up with its server is back with its next poll")
    void pollsAgain() {
        sits(one, JOIN, "1-a");
        oneIsGone(GONE);
        two.sweep(GONE);
        assertEquals(Before.NOBODY, sitsByTime(two, POLL, "2-a").before());
        two.does(two.free(ANN, "2-a", NOBODY_CAME));
        assertEquals("2-b", sitsByTime(two, LINGER, "2-b").nonce());
    }

    @Test
    @DisplayName("however many are lost at once, all are given up in the end")
    void manySwept() {
        one.change(IntStream.range(0, 2500)
                .mapToObj(number -> one.take(JOIN, new Member("v-" + number, ""), "1-" + number))
                .toArray(SeatRequest[]::new));
        oneIsGone(GONE);
        Set<Lost> all = new HashSet<>();
        for (List<Lost> some = two.sweep(GONE); !some.isEmpty(); some = two.sweep(GONE)) {
            assertTrue(all.addAll(some));
        }
        assertEquals(2500, all.size());
        assertEquals(List.of(), here());
    }
}
