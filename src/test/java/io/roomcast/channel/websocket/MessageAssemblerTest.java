package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Accounts;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Budget;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private final HandTime time = new HandTime(World.BEGINNING);
    private int late;

    private MessageAssembler atMost(int bytes) {
        return new MessageAssembler(bytes, time, Duration.ofSeconds(30), Accounts.holding(), () -> late++);
    }

    private void pass(Duration duration) {
        Duration until = time.in(duration);
        while (time.ringNext(until)) {
            // Each alarm in turn.
        }
    }

    @Test
    void partsBecomeOneTextAndTheNextTextStartsAnew() {
        MessageAssembler incoming = atMost(8);
        for (int round = 0; round < 3; round++) {
            assertEquals(Optional.empty(), incoming.text("abc", false));
            assertEquals(Optional.empty(), incoming.text("", false));
            assertEquals(Optional.of("abcdefgh"), incoming.text("defgh", true));
            assertEquals(Optional.of("12345678"), incoming.text("12345678", true));
        }
    }

    @Test
    void theBoundCountsBytesOfUtf8AlsoWhereAPairIsCutInTwo() {
        String smile = "\ud83d\ude00";
        MessageAssembler incoming = atMost(4);
        incoming.text(smile.substring(0, 1), false);
        assertEquals(Optional.of(smile), incoming.text(smile.substring(1), true));
        assertEquals(Optional.of("éé"), incoming.text("éé", true));
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> incoming.text("大é", true)).code());
    }

    @Test
    void ignoredBytesAreBoundedToo() {
        MessageAssembler incoming = atMost(4);
        assertTrue(incoming.ignored(4, true));
        assertTrue(!incoming.ignored(3, false));
        assertThrows(Refusal.class, () -> incoming.ignored(2, true));
    }

    @Test
    void aMessageHasATimeToArriveFromItsFirstPartOn() {
        MessageAssembler incoming = atMost(100);
        for (int round = 0; round < 3; round++) {
            incoming.text("a", false);
            pass(Duration.ofSeconds(29));
            incoming.text("b", false);
            incoming.text("c", true);
            pass(Duration.ofMinutes(1));
            assertEquals(0, late);
        }
        incoming.text("a", false);
        pass(Duration.ofSeconds(20));
        incoming.text("b", false);
        pass(Duration.ofSeconds(20));
        assertEquals(1, late);
    }

    @Test
    void nobodyWaitsForTheMessageOfAClientThatIsGone() {
        MessageAssembler incoming = atMost(100);
        incoming.text("a", false);
        incoming.close();
        pass(Duration.ofMinutes(1));
        assertEquals(0, late);
    }

    @Test
    void what_a_closed_connection_left_incomplete_is_given_back_though_its_session_goes_on() {
        Budget budget = Accounts.budget();
        Account session = budget.account("192.0.2.1");
        MessageAssembler parts =
                new MessageAssembler(1 << 20, time, Duration.ofSeconds(30), session.holding(Use.INPUT), () -> late++);
        parts.text("x".repeat(100_000), false);
        assertEquals(150_000, budget.held(Use.INPUT));
        parts.close();
        assertEquals(0, budget.held(Use.INPUT));
        parts.text("x".repeat(100_000), false);
        assertEquals(0, budget.held(Use.INPUT), "nothing more comes");
    }
}
