package io.roomcast.simulation.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.simulation.PlantedBug;
import io.roomcast.simulation.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("who is in a room of several servers over one store that fails: a few schedules that never change")
class PresenceSimulationTest {
    private static final int SCHEDULES = 60;
    /** What must have happened, or nothing was shown. */
    private static final List<String> WANTED = List.of(
            "WELCOME",
            "DIFFERENCE",
            "EVERYBODY",
            "VOID",
            "POLLED",
            "ENTERED",
            "REPLACED",
            "KICKED",
            "CLOSED",
            "TOO_MANY",
            "UNAVAILABLE",
            "ANSWERED",
            "NOT_ANSWERED",
            "STOLEN",
            "JOINED",
            "RECOVERED",
            "LEFT",
            "GIVEN_UP",
            "ROSTER_LOST");

    private static final int COMPARED = 4;

    @Test
    void everybody_knows_who_is_here() {
        Set<String> happened = new TreeSet<>();
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            Schedule schedule = PresenceSimulation.schedule(seed, PlantedBug.NONE);
            PresenceSimulation simulation = new PresenceSimulation(schedule, false);
            assertEquals(List.of(), simulation.run(), schedule::story);
            happened.addAll(simulation.happened().keySet());
        }
        assertTrue(happened.containsAll(WANTED), () -> "of " + WANTED + " only " + happened + " happened");
    }

    @Test
    void the_same_seeds_make_the_same_happen_in_another_JVM() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), PresenceSimulationTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String hash = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(hash(), Long.parseLong(hash.strip()));
    }

    /** What the other JVM does. */
    public static void main(String[] none) {
        System.out.println(hash());
    }

    private static long hash() {
        long hash = 0;
        for (long seed = 1; seed <= COMPARED; seed++) {
            PresenceSimulation simulation =
                    new PresenceSimulation(PresenceSimulation.schedule(seed, PlantedBug.NONE), false);
            simulation.run();
            hash = hash * 31 + simulation.trace().hash();
        }
        return hash;
    }
}
