package io.roomcast.simulation.log;

import io.roomcast.simulation.ManySchedules;
import org.junit.jupiter.api.DisplayName;

@DisplayName("several servers over one store that fails lose nothing, tell nothing twice and leave nothing hanging")
class SimulationIT extends ManySchedules {
    SimulationIT() {
        super(1500, Simulation::schedule, bug -> !bug.isOfPresence());
    }
}
