package io.roomcast.room.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the clock that does not leap")
class SteadyClockTest {
    private static final Duration FAR = Duration.ofDays(400);

    private final HandTime machine = new HandTime(World.BEGINNING);
    private final SteadyClock clock = new SteadyClock(machine, machine::elapsed);

    /** Time passes, and the clock is asked once a second. */
    private void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            machine.stand(Duration.ofSeconds(1));
            clock.instant();
        }
    }

    private void leap(Duration leap) {
        machine.set(machine.instant().plus(leap));
    }

    @Test
    @DisplayName("is settled when it has run for five minutes")
    void start() {
        assertFalse(clock.isSettled());
        assertEquals(Instant.EPOCH, clock.before(Duration.ofDays(7)));
        assertEquals(Instant.EPOCH, clock.before(Duration.ofMinutes(1)));
        pass(Duration.ofMinutes(1));
        assertEquals(machine.instant().minusSeconds(60), clock.before(Duration.ofMinutes(1)), "a short life");
        pass(Duration.ofMinutes(4));
        assertTrue(clock.isSettled());
        assertEquals(machine.instant().minus(Duration.ofDays(7)), clock.before(Duration.ofDays(7)));
    }

    @Test
    @DisplayName("follows small corrections at once, and stays settled")
    void corrections() {
        pass(Duration.ofMinutes(5));
        for (int seconds = -4; seconds <= 4; seconds += 2) {
            leap(Duration.ofSeconds(seconds));
            assertEquals(machine.instant(), clock.instant());
        }
        assertTrue(clock.isSettled());
    }

    @Test
    @DisplayName("does not see a leap that is taken back, and is not settled for five minutes")
    void takenBack() {
        pass(Duration.ofMinutes(5));
        for (Duration leap : new Duration[] {FAR, FAR.negated()}) {
            leap(leap);
            pass(Duration.ofMinutes(4));
            assertEquals(machine.instant().minus(leap), clock.instant());
            leap(leap.negated());
            assertEquals(machine.instant(), clock.instant());
            assertFalse(clock.isSettled());
            pass(Duration.ofMinutes(5));
            assertTrue(clock.isSettled());
        }
    }

    @Test
    @DisplayName(
            "believes a leap, such as after a sleep, when the machine's clock has gone on from there for five minutes")
    void believed() {
        pass(Duration.ofMinutes(5));
        leap(FAR);
        clock.instant();
        pass(Duration.ofMinutes(4));
        leap(Duration.ofHours(1));
        clock.instant();
        pass(Duration.ofSeconds(299));
        assertEquals(machine.instant().minus(FAR).minus(Duration.ofHours(1)), clock.instant());
        assertFalse(clock.isSettled());
        pass(Duration.ofSeconds(1));
        assertEquals(machine.instant(), clock.instant());
        assertTrue(clock.isSettled());
    }

    @Test
    @DisplayName("lets nothing go back in time but for a clock that was set back and is settled")
    void after() {
        assertEquals(machine.instant(), clock.after(World.BEGINNING.minus(FAR)));
        leap(FAR);
        assertEquals(machine.instant(), clock.after(World.BEGINNING), "a machine that has slept is right at once");
        leap(FAR.negated());
        Instant newest = World.BEGINNING.plus(FAR);
        assertEquals(newest, clock.after(newest));
        pass(Duration.ofMinutes(5));
        assertEquals(machine.instant(), clock.after(newest));
        assertEquals(
                machine.instant().plusSeconds(60), clock.after(machine.instant().plusSeconds(60)));
        assertEquals(machine.instant(), clock.after(machine.instant().minusSeconds(60)));
    }
}
