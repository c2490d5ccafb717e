package io.roomcast.simulation.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.simulation.Fault;
import io.roomcast.simulation.FewSchedules;
import io.roomcast.simulation.PlantedBug;
import io.roomcast.simulation.Schedule;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("several servers over one store that fails: a few schedules that never change")
class SimulationTest extends FewSchedules {
    private static final List<String> WANTED = List.of(
            "ACKNOWLEDGED", "UNAVAILABLE", "READ_BACK", "TRIMMED", "PRIVATE", "SKIPPED", "EPOCH", "LOST", "REMOVED");

    private static final int LATE_ONES = 40;

    SimulationTest() {
        super(80, WANTED, 8, seed -> Simulation.schedule(seed, PlantedBug.NONE));
    }

    /** The clock is set on while nobody reaches the store, so servers close for a lease when the faults are over. */
    @Test
    void what_is_written_as_late_as_can_be_is_answered_and_given_to_everybody() {
        int late = 0;
        for (long seed = 1; seed <= LATE_ONES; seed++) {
            Schedule schedule = Simulation.schedule(seed, PlantedBug.NONE)
                    .with(List.of(
                            new Fault(Fault.Kind.STORE_DOWN, 10_400_000, 6_000_000, 0, 0, 0),
                            new Fault(Fault.Kind.CLOCK_LEAPS, 10_490_000, 6_000_000, 0, 0, 0)));
            Simulation simulation = new Simulation(schedule, false);
            assertEquals(List.of(), simulation.run(), schedule::story);
            late += simulation.happened().containsKey("WRITTEN_LATE") ? 1 : 0;
        }
        int all = late;
        assertTrue(all > LATE_ONES / 2, () -> "only " + all + " times something is written at the very end");
    }

    @Test
    void a_schedule_that_fails_is_made_smaller_and_told() {
        Schedule failing = Simulation.schedule(1, PlantedBug.ACK_BEFORE_DURABLE);
        Schedule small = failing.smaller();
        assertTrue(small.faults().isEmpty(), "no fault is needed for this one");
        assertTrue(small.events() < failing.events() / 4, () -> small.events() + " events are left");
        assertTrue(failing.story().contains("was acknowledged at"), failing::story);
    }

    /** Runs in the other JVM. */
    public static void main(String[] none) {
        System.out.println(new SimulationTest().hash());
    }
}
