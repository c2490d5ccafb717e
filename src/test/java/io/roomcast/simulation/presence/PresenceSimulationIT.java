package io.roomcast.simulation.presence;

import io.roomcast.simulation.ManySchedules;
import io.roomcast.simulation.PlantedBug;
import org.junit.jupiter.api.DisplayName;

@DisplayName("everybody knows who is in a room of several servers over one store that fails")
class PresenceSimulationIT extends ManySchedules {
    PresenceSimulationIT() {
        super(600, PresenceSimulation::schedule, PlantedBug::isOfPresence);
    }
}
