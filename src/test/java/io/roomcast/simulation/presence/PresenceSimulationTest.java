package io.roomcast.simulation.presence;

import io.roomcast.simulation.FewSchedules;
import io.roomcast.simulation.PlantedBug;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("who is in a room of several servers over one store that fails: a few schedules that never change")
class PresenceSimulationTest extends FewSchedules {
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

    PresenceSimulationTest() {
        super(60, WANTED, 4, seed -> PresenceSimulation.schedule(seed, PlantedBug.NONE));
    }

    /** Runs in the other JVM. */
    public static void main(String[] none) {
        System.out.println(new PresenceSimulationTest().hash());
    }
}
