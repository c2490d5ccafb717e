package io.roomcast.server.programs;

import io.roomcast.server.OnEachServer;
import io.roomcast.server.Server;
import org.junit.jupiter.api.Nested;

/** Nested, because a test instance that is kept for the whole class is made before the template's server is started. */
@OnEachServer(withNeighbours = true)
class NeighbourIT {
    @Nested
    class Programs extends NeighbourContract {
        Programs(Server server) {
            super(server);
        }
    }
}
