package io.roomcast.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.ReadingContract;
import io.roomcast.kit.World;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the memory engine")
class MemoryEngineTest extends ReadingContract {

    @Override
    protected Engine create() {
        return new MemoryEngine(settings.retention(), time, new Random(1));
    }

    private Draft large(String room) {
        return new Draft(room, ANN, "", List.of(message("\"" + "x".repeat(1000) + "\"")));
    }

    private Draft toAnn(String room) {
        return new Draft(room, BOB, "", List.of(to(1, ANN)));
    }

    @Test
    @DisplayName("a new life begins a new epoch")
    void newLife() {
        Position first = appended(draft(ANN, "", message(1)));
        try (Engine other = new MemoryEngine(settings.retention(), time, new Random(2))) {
            other.append(List.of(draft(ANN, "", message(1))))
                    .toCompletableFuture()
                    .join();
            Position again = other.open(ROOM).toCompletableFuture().join().end();
            assertNotEquals(first.epoch(), again.epoch());
        }
    }

    @Test
    @DisplayName("all rooms together stay within their bound: the biggest gives up its older half")
    void storeBound() {
        settings.storeBytes = 100_000;
        append(new Draft("small", ANN, "", List.of(message(1))));
        IntStream.range(0, 200).forEach(number -> append(large(ROOM)));
        tidy();
        long kept = read(0, 1000).events().size();
        assertTrue(kept > 0 && kept < 100, "kept " + kept);
        assertEquals(200, span().head());
        assertEquals(200 - kept + 1, span().oldest());
        assertTrue(engine().open("small").toCompletableFuture().join().isBorn());
    }

    @Test
    @DisplayName("too many small rooms: the one longest unused goes")
    void tooManyRooms() {
        settings.storeBytes = 20_000;
        for (int number = 1; number <= 30; number++) {
            time.set(World.BEGINNING.plusSeconds(number));
            append(new Draft("room-" + number, ANN, "", List.of(message(1))));
        }
        tidy();
        assertFalse(engine().open("room-1").toCompletableFuture().join().isBorn());
        assertTrue(engine().open("room-30").toCompletableFuture().join().isBorn());
    }

    @Test
    @DisplayName("a room that was never born is forgotten with its members as soon as it leaves memory")
    void neverBorn() {
        engine().seat("never", ANN);
        engine().rest("never");
        assertEquals(new Receipt.Unknown(ANN.id()), append(toAnn("never")).get(0));
    }

    @Test
    @DisplayName("a room that was born keeps its events and members when it leaves memory")
    void bornAndResting() {
        engine().seat(ROOM, ANN);
        append(draft(ANN, "", message(1)));
        engine().rest(ROOM);
        assertTrue(append(toAnn(ROOM)).get(0) instanceof Receipt.Appended);
        assertEquals(2, span().head());
    }

    @Test
    @DisplayName("a hundred thousand small rooms too many are given up in one tick")
    void floodOfRooms() {
        settings.storeBytes = 100_000;
        IntStream.range(0, 100_000).forEach(number -> engine().seat("flood-" + number, BOB));
        assertTimeout(Duration.ofSeconds(5), this::tidy);
        assertEquals(new Receipt.Unknown(ANN.id()), append(toAnn("flood-1")).get(0));
    }

    @Test
    @DisplayName("nothing is left of a room in which nothing is kept")
    void nothingIsLeft() {
        settings.age = Duration.ofHours(1);
        append(draft(ANN, "c-1", message(1)));
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        assertFalse(span().isBorn());
        assertEquals(Optional.empty(), engine().trouble());
    }
}
