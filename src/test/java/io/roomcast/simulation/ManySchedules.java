package io.roomcast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs many schedules of one kind of simulation, and expects that each planted bug is found. {@code -Dsimulation.seed} runs one
 * seed again, {@code -Dsimulation.seconds} is for how long new seeds are run: one, where it is not given.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ManySchedules {
    private static final int MOST = 2000;
    private static final Duration FRESH = Duration.ofSeconds(Long.getLong("simulation.seconds", 0));

    private final int fixed;
    private final BiFunction<Long, PlantedBug, Schedule> simulation;
    private final Predicate<PlantedBug> belongs;

    /**
     * Made for one simulation.
     *
     * @param fixed how many seeds are always run
     * @param belongs whether a bug can be planted in it
     */
    protected ManySchedules(
            int fixed, BiFunction<Long, PlantedBug, Schedule> simulation, Predicate<PlantedBug> belongs) {
        this.fixed = fixed;
        this.simulation = simulation;
        this.belongs = belongs;
    }

    @Test
    void nothing_is_wrong_with_the_fixed_seeds() {
        long begun = System.nanoTime();
        for (long seed = 1; seed <= fixed; seed++) {
            holds(seed);
        }
        print("fixed", fixed, System.nanoTime() - begun);
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

    private void holds(long seed) {
        Schedule schedule = simulation.apply(seed, PlantedBug.NONE);
        assertEquals(Optional.empty(), schedule.problem(), schedule::story);
    }

    private static void print(String kind, long schedules, long nanos) {
        System.out.printf("%d %s schedules, %.0f a second%n", schedules, kind, schedules * 1e9 / nanos);
    }

    Stream<PlantedBug> bugs() {
        return Stream.of(PlantedBug.values()).filter(bug -> bug != PlantedBug.NONE && belongs.test(bug));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    @DisplayName("a planted bug is found")
    void finds(PlantedBug bug) {
        OptionalLong found = LongStream.rangeClosed(1, MOST)
                .filter(seed -> simulation.apply(seed, bug).problem().isPresent())
                .findFirst();
        assertTrue(found.isPresent(), () -> bug + " was not found in " + MOST + " schedules");
        System.out.println(bug + " took " + found.getAsLong() + " schedules");
    }
}
