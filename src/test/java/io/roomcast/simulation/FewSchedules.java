package io.roomcast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Runs a few schedules of one kind of simulation that never change: nothing is wrong with them, all that must be shown does
 * happen, and another JVM comes to the same. The test that extends it has a main method, which prints {@link #hash}.
 */
public abstract class FewSchedules {
    private final int count;
    private final List<String> wanted;
    private final int compared;
    private final LongFunction<Schedule> simulation;

    /**
     * Made for one simulation.
     *
     * @param count how many seeds are run
     * @param wanted must have happened, or nothing was shown
     * @param compared how many seeds another JVM runs, too
     */
    protected FewSchedules(int count, List<String> wanted, int compared, LongFunction<Schedule> simulation) {
        this.count = count;
        this.wanted = wanted;
        this.compared = compared;
        this.simulation = simulation;
    }

    @Test
    void nothing_is_wrong_and_all_that_is_wanted_happens() {
        Set<String> happened = new TreeSet<>();
        for (long seed = 1; seed <= count; seed++) {
            Schedule schedule = simulation.apply(seed);
            Schedule.Run run = schedule.play().begin(schedule, false);
            assertEquals(List.of(), run.run(), schedule::story);
            happened.addAll(run.happened().keySet());
        }
        assertTrue(happened.containsAll(wanted), () -> "of " + wanted + " only " + happened + " happened");
    }

    @Test
    void the_same_seeds_make_the_same_happen_in_another_JVM() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        getClass().getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(hash(), Long.parseLong(printed.strip()));
    }

    /** One number for all that happens in the first schedules. */
    protected final long hash() {
        long hash = 0;
        for (long seed = 1; seed <= compared; seed++) {
            Schedule schedule = simulation.apply(seed);
            Schedule.Run run = schedule.play().begin(schedule, false);
            run.run();
            hash = hash * 31 + run.trace().hash();
        }
        return hash;
    }
}
