package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Visitor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the readers of a room")
class ReadersTest {
    private static final int CLIENTS = 4000;

    @Test
    @DisplayName("that wait for it to open are spread over its pumps")
    void spread() {
        WorldSettings settings = new WorldSettings();
        settings.pumps = 4;
        DelayingEngine[] slow = new DelayingEngine[1];
        World world =
                new World(settings, engine -> slow[0] = new DelayingEngine(engine, new HandTime(World.BEGINNING)));
        slow[0].hold();
        Map<Pump, Integer> pumps = new HashMap<>();
        for (int number = 0; number < CLIENTS; number++) {
            ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, new Start.Head());
            Cursor cursor = world.read("lobby", entry, new RecordingOutlet());
            pumps.merge(cursor.pump(), 1, Integer::sum);
        }
        slow[0].release();
        world.run();
        assertEquals(4, pumps.size());
        pumps.values().forEach(count -> assertTrue(count >= CLIENTS / 4 - 250, pumps.values()::toString));
    }
}
