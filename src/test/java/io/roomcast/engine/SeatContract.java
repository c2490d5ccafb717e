package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.ENTER;
import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static io.roomcast.room.log.SeatRequest.Manner.KEEP;
import static io.roomcast.room.log.SeatRequest.Manner.LINGER;
import static io.roomcast.room.log.SeatRequest.Manner.POLL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Clerk;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange.Sat;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine promises this about seats: who gets one, who keeps it, and who is not brought back. */
public abstract class SeatContract extends RosterFixture {
    private static final Duration A_LITTLE = Duration.ofMillis(1);

    @Test
    @DisplayName("who joins gets the seat, and the answer says by what it is held, and since which change")
    void joining() {
        SeatResult.Sat sat = sits(JOIN, ANN, "a-1");
        assertEquals(new SeatResult.Sat(ANN, "a-1", here.since(0).number(), Before.NOBODY), sat);
        assertEquals(new Sat(sat.number(), ANN, sat.number(), "a-1", "here", Optional.empty()), seat(ANN));
    }

    @Test
    @DisplayName("who joins takes the seat from whoever holds it, and has come when the first did")
    void joinReplaces() {
        SeatResult.Sat first = sits(JOIN, ANN, "a-1");
        SeatResult.Sat second = sits(JOIN, ANN, "a-2");
        assertEquals(new SeatResult.Sat(ANN, "a-2", here.since(0).number(), Before.A_SERVER), second);
        assertTrue(second.number() > first.number());
        assertEquals(new Sat(second.number(), ANN, first.number(), "a-2", "here", Optional.empty()), seat(ANN));
        assertEquals(List.of(ANN), present());
    }

    @ParameterizedTest
    @EnumSource(names = "LET_GO", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("the same again under the same nonce changes nothing, and is answered as the first")
    void theSameAgain(Manner manner) {
        SeatResult.Sat first = sits(manner, nameless(ANN), "a-1");
        SeatResult.Sat again = sat(inVain(here.take(manner, nameless(ANN), "a-1")));
        assertEquals(
                List.of(first.member(), first.nonce(), first.number()),
                List.of(again.member(), again.nonce(), again.number()));
    }

    @Test
    @DisplayName("who has no name gets user-N that nobody here has, within one group too")
    void freshNames() {
        sits(JOIN, ANN.named("user-1"), "a-1");
        sits(JOIN, BOB.named("user-3"), "b-1");
        SeatRequest[] group = IntStream.range(0, 20)
                .mapToObj(number -> here.take(JOIN, new Member("guest-" + number, ""), "g-" + number))
                .toArray(SeatRequest[]::new);
        List<String> names = here.change(group).stream()
                .map(done -> sat(done.outcome()).member().name())
                .toList();
        assertTrue(names.stream().allMatch(name -> name.matches("user-\\d+")), names.toString());
        assertEquals(20, new HashSet<>(names).size(), names.toString());
        assertTrue(!names.contains("user-1") && !names.contains("user-3"), names.toString());
    }

    @Test
    @DisplayName("who has a seat and says no name keeps the one that it has, given or chosen")
    void namesAreKept() {
        String given = sits(JOIN, nameless(ANN), "a-1").member().name();
        assertEquals(ANN.named(given), sits(JOIN, nameless(ANN), "a-2").member());
        sits(JOIN, ANN, "a-3");
        for (Manner manner : List.of(POLL, LINGER, ENTER, JOIN)) {
            assertEquals(ANN, sits(manner, nameless(ANN), "a-" + manner).member(), manner.toString());
        }
        assertEquals(List.of(ANN), present());
    }

    @Test
    @DisplayName("who says another name has that one from now on, also where another has it, too")
    void renaming() {
        sits(JOIN, ANN, "a-1");
        SeatResult.Sat renamed = sits(JOIN, ANN.named("bob"), "a-1");
        assertEquals(ANN.named("bob"), renamed.member());
        assertEquals(renamed.number(), seat(ANN).since());
        sits(JOIN, BOB, "b-1");
        assertEquals(List.of(ANN.named("bob"), BOB), present());
    }

    @Test
    @DisplayName("the limit counts who is seated, within one group too; whoever is seated already passes")
    void limit() {
        Clerk two = here.allowing(2);
        List<SeatResult> group = two.change(
                two.take(JOIN, ANN, "a-1"),
                two.take(JOIN, ANN, "a-2"),
                two.take(JOIN, BOB, "b-1"),
                two.take(JOIN, CAT, "c-1"));
        sat(group.get(2).outcome());
        assertRefused(Code.TOO_MANY, group.get(3).outcome());
        for (Manner manner : EnumSet.complementOf(EnumSet.of(Manner.LET_GO))) {
            assertRefused(Code.TOO_MANY, inVain(two.take(manner, CAT, "c-2")));
            assertEquals(ANN, sat(two.does(two.take(manner, ANN, "a-2"))).member());
        }
        two.does(two.free(BOB, LEFT));
        assertRefused(Code.TOO_MANY, inVain(here.allowing(1).take(JOIN, CAT, "c-3")));
        sat(two.does(two.take(JOIN, CAT, "c-3")));
    }

    @ParameterizedTest
    @EnumSource(names = {"POLL", "LINGER"})
    @DisplayName("what was on its way when somebody left or was kicked does not bring it back; later polls do")
    void notBroughtBack(Manner manner) {
        sits(JOIN, ANN, "a-1");
        sits(JOIN, BOB, "b-1");
        here.change(here.free(ANN, LEFT), here.free(BOB, KICKED));
        assertEquals(new SeatResult.Away(LEFT), tries(manner, ANN, "a-2"));
        assertEquals(new SeatResult.Away(KICKED), tries(manner, BOB, "b-2"));
        pass(Clerk.MOMENT.minus(A_LITTLE));
        assertEquals(new SeatResult.Away(KICKED), tries(manner, BOB, "b-1"));
        pass(A_LITTLE);
        assertEquals(Before.NOBODY, sits(manner, BOB, "b-3").before());
        assertEquals(List.of(BOB), present());
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN", "ENTER"})
    @DisplayName("who joins or enters is back at once, and not away any more for who polls")
    void backAtOnce(Manner manner) {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, KICKED));
        assertEquals(Before.NOBODY, sits(manner, ANN, "a-2").before());
        sits(POLL, ANN, "a-3");
        here.does(here.free(ANN, "a-3", NOBODY_CAME));
        assertEquals(Before.NOBODY, sits(POLL, ANN, "a-4").before());
    }

    @ParameterizedTest
    @EnumSource(names = {"LINGER", "ENTER"})
    @DisplayName("the seat is left to a server that holds it for somebody who reads")
    void leftToWhoReads(Manner manner) {
        SeatResult.Sat reads = sits(JOIN, ANN, "a-1");
        SeatResult.Sat comes = sat(inVain(here.take(manner, ANN, "a-2", HOLD)));
        assertEquals(new SeatResult.Sat(ANN, "a-1", reads.number(), Before.A_SERVER), comes);
    }

    @Test
    @DisplayName("who enters under another name gives that to who reads, and leaves it the seat")
    void enteringRenames() {
        sits(JOIN, ANN, "a-1");
        SeatResult.Sat renamed = sat(here.does(here.take(ENTER, ANN.named("eve"), "a-2", HOLD)));
        assertEquals(List.of(ANN.named("eve"), "a-1"), List.of(renamed.member(), renamed.nonce()));
        assertEquals(
                new Sat(renamed.number(), ANN.named("eve"), renamed.number(), "a-1", "here", Optional.empty()),
                seat(ANN));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"KEEP", "LET_GO"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("what is held by time is taken over, for another time or by who reads")
    void takenOver(Manner manner) {
        sitsByTime(POLL, ANN, "a-1");
        assertEquals("a-2", sitsByTime(manner, ANN, "a-2").nonce());
        assertEquals(Optional.of(HOLD), seat(ANN).left());
        assertEquals("a-3", sits(manner, ANN, "a-3").nonce());
        assertEquals(Optional.empty(), seat(ANN).left());
    }

    @Test
    @DisplayName("who polls takes the seat from who reads")
    void pollReplaces() {
        sits(JOIN, ANN, "a-1");
        assertEquals("a-2", sitsByTime(POLL, ANN, "a-2").nonce());
        assertNotEquals(Optional.empty(), seat(ANN).left());
    }

    @Test
    @DisplayName(
            "what is held by time has so much left, and the whole time again when it is taken anew; nobody has come by that")
    void heldByTime() {
        long since = sitsByTime(POLL, ANN, "a-1").number();
        pass(Duration.ofSeconds(6));
        assertEquals(Optional.of(HOLD.minusSeconds(6)), seat(ANN).left());
        for (Manner manner : List.of(POLL, KEEP)) {
            pass(Duration.ofSeconds(1));
            sitsByTime(manner, ANN, "a-1");
            assertEquals(Optional.of(HOLD), seat(ANN).left());
        }
        assertEquals(since, seat(ANN).since());
    }
}
