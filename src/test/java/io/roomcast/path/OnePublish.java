package io.roomcast.path;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Start;

/** One publish in a room that is in memory, from the call to the outlet: a process of its own, so that it can be watched. */
public final class OnePublish {
    private OnePublish() {}

    public static void main(String[] arguments) {
        World world = new World();
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        begins();
        world.publish("lobby", Member.guest("ann"), "", Content.of("message", "4"));
        int tasks = 0;
        while (reader.said().size() < 4 && world.workers.runOne()) {
            tasks++;
        }
        ends();
        System.out.println("tasks " + tasks);
    }

    /** From here on it is watched. */
    static void begins() {}

    /** Up to here it is watched. */
    static void ends() {}
}
