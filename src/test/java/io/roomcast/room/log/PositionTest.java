package io.roomcast.room.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("positions, spans and contents")
class PositionTest {
    /** Three lives: 1 to 10, 11 to 20, and 21 to 30 so far; 1 to 4 are trimmed. */
    private static final LogExtent SPAN =
            new LogExtent(List.of(new Epoch("a", 0), new Epoch("b", 10), new Epoch("c", 20)), 5, 30);

    private static final Member ANN = new Member("ann", "Ann");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 4_294_967_296L, 9_999_999_999_999_999L})
    @DisplayName("a position is read as it is written")
    void roundTrip(long offset) {
        Position position = new Position("aZ_-9", offset);
        assertEquals(position, Position.parse(position.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "e:", ":1", "e:-1", "e:1 ", "e:12345678901234567", "é:1", "e:١", "a:b:1", "e:1\n"})
    @DisplayName("anything else is bad_position")
    void malformed(String text) {
        assertEquals(
                Code.BAD_POSITION,
                assertThrows(Refusal.class, () -> Position.parse(text)).code());
        assertThrows(Refusal.class, () -> Position.parse("x".repeat(33) + ":1"));
    }

    @Test
    @DisplayName("an offset is named by the epoch in which its event was written")
    void namedByEpoch() {
        assertEquals("a:0", SPAN.position(0).toString());
        assertEquals("a:10", SPAN.position(10).toString());
        assertEquals("b:11", SPAN.position(11).toString());
        assertEquals("c:30", SPAN.end().toString());
        assertEquals("a:4", SPAN.beginning().toString());
        assertEquals(Position.START, LogExtent.UNBORN.end());
        assertEquals(Position.START, LogExtent.UNBORN.beginning());
    }

    @Test
    @DisplayName("a position of an older epoch is good up to its end; beyond it the reader goes on at the next")
    void olderEpochs() {
        assertTrue(SPAN.holds(new Position("a", 10)));
        assertFalse(SPAN.holds(new Position("a", 11)));
        assertEquals("b:10", SPAN.insteadOf(new Position("a", 11)).toString());
        assertEquals("c:30", SPAN.insteadOf(new Position("c", 31)).toString());
        assertEquals("a:4", SPAN.insteadOf(new Position("z", 7)).toString());
        assertTrue(SPAN.holds(Position.START));
        assertFalse(SPAN.holds(new Position("0", 1)));
    }

    @Test
    @DisplayName("who stands at the end of an epoch goes over into the next; a page ends with its epoch")
    void acrossEpochs() {
        assertEquals("b:10", SPAN.acrossEpochs(new Position("a", 10)).toString());
        assertEquals("a:9", SPAN.acrossEpochs(new Position("a", 9)).toString());
        assertEquals("c:30", SPAN.acrossEpochs(new Position("c", 30)).toString());
        assertEquals(10, SPAN.endOfEpochAfter(3));
        assertEquals(20, SPAN.endOfEpochAfter(10));
        assertEquals(30, SPAN.endOfEpochAfter(29));
        assertTrue(SPAN.isOfNewestEpoch(new Position("c", 25)));
        assertFalse(SPAN.isOfNewestEpoch(new Position("b", 15)));
    }

    @Test
    @DisplayName("a log grows within its epoch and by new ones")
    void growing() {
        assertEquals("c:31", SPAN.grownTo(new Position("c", 31)).end().toString());
        assertEquals(SPAN, SPAN.grownTo(new Position("c", 29)));
        LogExtent reborn = SPAN.grownTo(new Position("d", 31));
        assertEquals(new Epoch("d", 30), reborn.epochs().get(3));
        assertEquals("e:1", LogExtent.UNBORN.grownTo(new Position("e", 1)).end().toString());
    }

    @Test
    @DisplayName("content is for everybody, for those it names and its sender, or for all but its sender")
    void visibility() {
        Content open = Content.of("m", "1");
        assertTrue(open.isFor("ann", ANN) && open.isFor("bob", ANN) && open.isFor("", ANN));
        Content hidden = new Content("m", "1", false, List.of("bob"), true);
        assertTrue(hidden.isFor("ann", ANN) && hidden.isFor("bob", ANN));
        assertFalse(hidden.isFor("", ANN) || hidden.isFor("carol", ANN));
        Content unechoed = new Content("m", "1", false, List.of(), false);
        assertTrue(unechoed.isFor("bob", ANN) && unechoed.isFor("", Member.guest("g")));
        assertFalse(unechoed.isFor("ann", ANN));
        assertFalse(new Content("m", "1", false, List.of("ann"), false).isFor("ann", ANN));
    }

    @Test
    @DisplayName("each format makes its form once")
    void forms() {
        EncodedForms forms = new EncodedForms();
        AtomicInteger made = new AtomicInteger();
        Object one = new Object();
        Object other = new Object();
        for (int turn = 0; turn < 3; turn++) {
            assertEquals("one", forms.<String>in(one, () -> "one" + (made.getAndIncrement() == 0 ? "" : "again")));
        }
        assertEquals("other", forms.<String>in(other, () -> "other"));
        assertEquals("one", forms.<String>in(one, () -> "never"));
    }
}
