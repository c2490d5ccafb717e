package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.ENTER;
import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static io.roomcast.room.log.SeatRequest.Manner.KEEP;
import static io.roomcast.room.log.SeatRequest.Manner.LET_GO;
import static io.roomcast.room.log.SeatRequest.Manner.POLL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Clerk;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about seats that are kept, and about those that are given up. */
public abstract class KeptSeatContract extends RosterFixture {
    private static final SeatResult.Outcome REPLACED = new SeatResult.Away(Ending.of(Code.REPLACED));

    private static SeatResult.Freed nobody() {
        return new SeatResult.Freed(Optional.empty(), false);
    }

    private RosterChange.Went wentSince(long known) {
        RosterNews news = here.since(known);
        assertEquals(1, news.changes().size(), news.toString());
        return (RosterChange.Went) news.changes().get(0);
    }

    @Test
    @DisplayName("who keeps its seat goes on with it")
    void kept() {
        SeatResult.Sat sat = sits(JOIN, ANN, "a-1");
        assertEquals(new SeatResult.Sat(ANN, "a-1", sat.number(), Before.A_SERVER), tries(KEEP, ANN, "a-1"));
    }

    @Test
    @DisplayName("who keeps a seat that was given up by time is seated anew, under the name that it had")
    void keptAfterItsTime() {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, "a-1", NOBODY_CAME));
        SeatResult.Sat back = sits(KEEP, ANN, "a-1");
        assertEquals(new SeatResult.Sat(ANN, "a-1", here.since(0).number(), Before.NOBODY), back);
        assertEquals(List.of(ANN), present());
    }

    @Test
    @DisplayName("who keeps a seat of which the roster knows nothing is seated anew")
    void keptOfTheForgotten() {
        assertEquals(Before.NOBODY, sits(KEEP, ANN, "a-1").before());
        assertEquals(List.of(ANN), present());
    }

    @Test
    @DisplayName("who keeps a seat that is another's by now is told that it was replaced")
    void keptByAnother() {
        sits(JOIN, ANN, "a-1");
        sits(JOIN, ANN, "a-2");
        assertEquals(REPLACED, tries(KEEP, ANN, "a-1"));
        here.does(here.free(ANN, KICKED));
        sitsByTime(JOIN, ANN, "a-3");
        assertEquals(REPLACED, tries(KEEP, ANN, "a-1"));
        assertEquals(REPLACED, tries(KEEP, ANN, "a-2"));
    }

    @Test
    @DisplayName("who keeps a seat from which it left or was kicked is told why, and not only for a moment")
    void keptAfterLeaving() {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, KICKED));
        assertEquals(new SeatResult.Away(KICKED), tries(KEEP, ANN, "a-1"));
        pass(Clerk.MOMENT.multipliedBy(2));
        here.tidy();
        assertEquals(new SeatResult.Away(KICKED), tries(KEEP, ANN, "a-1"));
    }

    @Test
    @DisplayName(
            "a seat that is let go is held for a while only, so that whoever enters takes it; and nobody is seated by that")
    void letGo() {
        assertEquals(new SeatResult.Away(Ending.of(Code.CLOSED)), tries(LET_GO, ANN, "a-1"));
        sits(JOIN, ANN, "a-1");
        assertEquals(REPLACED, tries(LET_GO, ANN, "a-2"));
        assertEquals("a-1", sitsByTime(LET_GO, ANN, "a-1").nonce());
        assertEquals(List.of(ANN), present());
        assertEquals("a-3", sitsByTime(ENTER, ANN, "a-3").nonce());
        here.does(here.free(ANN, KICKED));
        assertEquals(new SeatResult.Away(KICKED), tries(LET_GO, ANN, "a-3"));
        assertEquals(List.of(), present());
    }

    @Test
    @DisplayName("a seat that is given up is free: whoever held it is named, and all are told why")
    void freed() {
        long known = sits(JOIN, ANN, "a-1").number();
        assertEquals(new SeatResult.Freed(Optional.of(ANN), false), here.does(here.free(ANN, KICKED)));
        assertEquals(new RosterChange.Went(here.since(0).number(), ANN.id(), KICKED, false), wentSince(known));
        assertEquals(List.of(), present());
    }

    @Test
    @DisplayName("a seat that is given up because nobody came is free, too, and all are told that it is only by time")
    void freedByTime() {
        long known = sitsByTime(POLL, ANN, "a-1").number();
        assertEquals(new SeatResult.Freed(Optional.of(ANN), false), here.does(here.free(ANN, "a-1", NOBODY_CAME)));
        assertEquals(new RosterChange.Went(here.since(0).number(), ANN.id(), NOBODY_CAME, true), wentSince(known));
        assertEquals(Before.NOBODY, sits(POLL, ANN, "a-2").before());
    }

    @Test
    @DisplayName("by a nonce only that taking is given up, also where A was replaced by B and B by A")
    void freedByNonce() {
        sits(JOIN, ANN, "a-1");
        sits(JOIN, ANN, "b-1");
        sits(JOIN, ANN, "a-2");
        for (String former : List.of("a-1", "b-1", "never")) {
            assertEquals(nobody(), inVain(here.free(ANN, former, NOBODY_CAME)), former);
        }
        assertEquals(new SeatResult.Freed(Optional.of(ANN), false), here.does(here.free(ANN, "a-2", NOBODY_CAME)));
        assertEquals(nobody(), inVain(here.free(ANN, "a-2", NOBODY_CAME)));
        assertEquals(List.of(), present());
    }

    @Test
    @DisplayName("by a nonce nobody is given up who left, and why it left stays")
    void freedAfterLeaving() {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, KICKED));
        assertEquals(nobody(), inVain(here.free(ANN, "a-1", NOBODY_CAME)));
        assertEquals(new SeatResult.Away(KICKED), tries(KEEP, ANN, "a-1"));
    }

    @Test
    @DisplayName("to give up again what was given up changes nothing")
    void freedAgain() {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, KICKED));
        assertEquals(nobody(), inVain(here.free(ANN, KICKED)));
    }

    @Test
    @DisplayName("who is not here and is kicked is away with that, whatever it was before")
    void kickedWhileAway() {
        assertEquals(nobody(), here.does(here.free(ANN, KICKED)));
        assertEquals(new SeatResult.Away(KICKED), tries(POLL, ANN, "a-1"));
        sits(JOIN, BOB, "b-1");
        here.does(here.free(BOB, "b-1", NOBODY_CAME));
        assertEquals(nobody(), here.does(here.free(BOB, NOBODY_CAME)));
        assertEquals(new SeatResult.Away(NOBODY_CAME), tries(KEEP, BOB, "b-1"));
        assertEquals(nobody(), here.does(here.free(BOB, KICKED)));
        assertEquals(new SeatResult.Away(KICKED), tries(POLL, BOB, "b-1"));
        assertEquals(List.of(), present());
    }

    @Test
    @DisplayName("within one group wishes are granted in order")
    void inOrder() {
        List<SeatResult> group = here.change(
                here.take(JOIN, ANN, "a-1"),
                here.take(JOIN, ANN, "a-2"),
                here.free(ANN, "a-1", NOBODY_CAME),
                here.free(ANN, LEFT),
                here.take(POLL, ANN, "a-3"),
                here.take(JOIN, ANN, "a-4"));
        assertEquals(Before.NOBODY, sat(group.get(0).outcome()).before());
        assertEquals(Before.A_SERVER, sat(group.get(1).outcome()).before());
        assertEquals(nobody(), group.get(2).outcome());
        assertEquals(new SeatResult.Freed(Optional.of(ANN), false), group.get(3).outcome());
        assertEquals(new SeatResult.Away(LEFT), group.get(4).outcome());
        assertEquals("a-4", seat(ANN).nonce());
    }
}
