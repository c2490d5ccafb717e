package io.roomcast.simulation.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.simulation.PlantedBug;
import io.roomcast.simulation.Schedule;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dsimulation.seed} runs one seed again, {@code -Dsimulation.seconds} is for how long seeds are run that are new: one, where
 * it is not given. */
@DisplayName("several servers over one store that fails: many schedules")
class SimulationIT {
    private static final int FIXED = 1500;
    private static final int MOST = 2000;
    private static final Duration FRESH = Duration.ofSeconds(Long.getLong("simulation.seconds", 0));

    @Test
    void nothing_is_lost_told_twice_or_left_hanging() {
        long begun = System.nanoTime();
        for (long seed = 1; seed <= FIXED; seed++) {
            holds(seed);
        }
        print("fixed", FIXED, System.nanoTime() - begun);
    }

    @Test
    void nothing_is_wrong_with_seeds_that_nobody_has_tried() {
        long first = Long.getLong("simulation.seed", new SecureRandom().nextLong(1L << 40));
        System.out.println("The first fresh seed is " + first + ": again with -Dsimulation.seed=" + first);
        long begun = System.nanoTime();
        long seed = first;
        do {
            holds(seed++);
        } while (System.nanoTime() - begun < FRESH.toNanos());
        print("fresh", seed - first, System.nanoTime() - begun);
    }

    private static void holds(long seed) {
        Schedule schedule = Simulation.schedule(seed, PlantedBug.NONE);
        assertEquals(Optional.empty(), schedule.problem(), schedule::story);
    }

    private static void print(String what, long schedules, long nanos) {
        System.out.printf("%d %s schedules, %.0f a second%n", schedules, what, schedules * 1e9 / nanos);
    }

    static Stream<PlantedBug> bugs() {
        return Arrays.stream(PlantedBug.values()).filter(bug -> bug != PlantedBug.NONE && !bug.isOfPresence());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    @DisplayName("a planted bug is found")
    void finds(PlantedBug bug) {
        OptionalLong found = LongStream.rangeClosed(1, MOST)
                .filter(seed -> Simulation.schedule(seed, bug).problem().isPresent())
                .findFirst();
        assertTrue(found.isPresent(), () -> bug + " was not found in " + MOST + " schedules");
        System.out.println(bug + " took " + found.getAsLong() + " schedules");
    }
}
