package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.World;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.time.SteadyClock;
import io.roomcast.room.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this when the clock of its machine leaps. */
public abstract class LeapContract extends LogFixture {
    private static final Duration FAR = Duration.ofDays(400);

    private final SteadyClock steady = new SteadyClock(time, time::elapsed);

    @Override
    protected final WallClock clock() {
        return steady;
    }

    /** Time passes, and the engine is tidied meanwhile. */
    private void pass(Duration duration) {
        for (Duration left = duration; left.compareTo(Duration.ZERO) > 0; left = left.minusSeconds(10)) {
            time.stand(Duration.ofSeconds(10));
            tidy();
        }
    }

    private void leap(Duration leap) {
        time.set(time.instant().plus(leap));
    }

    private List<Instant> times() {
        return read(0, 100).events().stream().map(Event::at).toList();
    }

    private long since(Instant at) {
        return asked().read(ROOM, new Start.Since(at), "", 100, 1 << 20).after();
    }

    private void neverMind(Draft draft) {
        Receipt first = append(draft).get(0);
        leap(FAR);
        pass(Duration.ofSeconds(30));
        say(2, 2);
        leap(FAR.negated());
        pass(Duration.ofMinutes(20));
        assertEquals(
                List.of(new Receipt.Repeated(((Receipt.Appended) first).position())), append(draft), "the same event");
        assertEquals(List.of("1", "2"), said(read(0, 10)));
        say(3, 3);
        assertEquals(time.instant(), times().get(2), "the time of the next event is right again");
    }

    @Test
    @DisplayName("a leap of 400 days for some seconds forgets no id and trims nothing, and is over in the events, too")
    void someSeconds() {
        settings.age = Duration.ofDays(1);
        pass(Duration.ofMinutes(6));
        neverMind(draft(ANN, "c-1", message(1)));
    }

    @Test
    @DisplayName("the same right after the start, when the clock has not proved right yet")
    void atTheStart() {
        settings.age = Duration.ofDays(1);
        neverMind(draft(ANN, "c-1", message(1)));
    }

    @Test
    @DisplayName("a clock that is found right again ages what it says is old")
    void ages() {
        settings.age = Duration.ofDays(1);
        append(draft(ANN, "c-1", message(1)));
        leap(FAR);
        pass(Duration.ofMinutes(6));
        assertEquals(List.of(), said(read(0, 10)));
    }

    @Test
    @DisplayName("after a clock that was ahead for long, ids are dropped again when they are old")
    void setBackAges() {
        leap(FAR);
        pass(Duration.ofMinutes(6));
        say(1, 1);
        leap(FAR.negated());
        pass(Duration.ofMinutes(6));
        Draft draft = draft(ANN, "c-1", message(2));
        append(draft);
        time.stand(settings.idLife.plusSeconds(1));
        tidy();
        assertInstanceOf(Receipt.Appended.class, append(draft).get(0));
    }

    @Test
    @DisplayName("an id that is given while the clock is behind lives as long as others")
    void behind() {
        say(1, 1);
        leap(FAR.negated());
        pass(Duration.ofMinutes(1));
        Draft draft = draft(ANN, "c-1", message(2));
        Receipt first = append(draft).get(0);
        leap(FAR);
        pass(Duration.ofMinutes(20));
        assertEquals(List.of(new Receipt.Repeated(((Receipt.Appended) first).position())), append(draft));
    }

    @Test
    @DisplayName("time does not go back within a room, unless the clock was set back and is found right")
    void setBack() {
        Duration days = Duration.ofDays(2);
        leap(days);
        pass(Duration.ofMinutes(6));
        say(1, 1);
        leap(days.negated());
        say(2, 2);
        pass(Duration.ofMinutes(6));
        say(3, 3);
        assertEquals(
                List.of(true, false),
                List.of(
                        !times().get(1).isBefore(times().get(0)),
                        !times().get(2).isBefore(times().get(1))));
        assertEquals(time.instant(), times().get(2));
        assertEquals(0, since(World.BEGINNING));
        assertEquals(0, since(World.BEGINNING.plus(days)), "the first event that is not older");
        assertEquals(3, since(World.BEGINNING.plus(days).plus(days)));
    }

    @Test
    @DisplayName("since=T misses nothing after a clock that was behind for long")
    void sinceAfterBehind() {
        say(1, 2);
        leap(FAR.negated());
        pass(Duration.ofMinutes(6));
        say(3, 4);
        leap(FAR);
        pass(Duration.ofMinutes(6));
        say(5, 6);
        assertEquals(0, since(World.BEGINNING));
        assertEquals(4, since(World.BEGINNING.plusSeconds(1)));
        assertEquals(6, since(World.BEGINNING.plus(FAR)));
    }
}
