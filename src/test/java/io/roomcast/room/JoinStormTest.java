package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Visitor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("many who come into one room at once")
class JoinStormTest {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;

    /** Processor time, because others may use the machine. */
    private static long cost(int members) {
        WorldSettings settings = new WorldSettings();
        settings.members = MANY;
        World world = new World(settings);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int number = 0; number < members; number++) {
            ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, world.session(""), new Start.Head());
            world.rooms.read("lobby", entry, new RecordingOutlet());
        }
        world.run();
        long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertEquals(members, world.count("lobby"));
        return cost;
    }

    @Test
    @DisplayName("cost each about the same, however many they are")
    void linear() {
        cost(FEW);
        long few = Math.min(cost(FEW), Math.min(cost(FEW), cost(FEW)));
        long many = Math.min(cost(MANY), Math.min(cost(MANY), cost(MANY)));
        // Were each join to cost as much as there are members, it would be a hundred times as much.
        assertTrue(many < 40 * few, "10 times as many cost " + (double) many / few + " times as much");
    }
}
