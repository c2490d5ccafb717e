package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Servers;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("two servers over one store")
class TwoServersTest {
    private static final String ROOM = "lobby";
    private static final int HERE = 0;
    private static final int THERE = 1;

    private final WorldSettings settings = new WorldSettings();
    private final Servers servers = new Servers(settings, 2);
    private final Session ann = servers.sessions.open("ann");
    private final Session bob = servers.sessions.open("bob");

    @Test
    @DisplayName("are one room: what is said at either is heard at both, in one order")
    void oneRoom() {
        RecordingOutlet here = servers.live(HERE, ROOM, new Start.Head());
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        for (int number = 1; number <= 30; number++) {
            servers.say(number % 2, ROOM, ann, "c-" + number, number);
        }
        assertEquals(30, here.said().size());
        assertEquals(here.said(), there.said());
        assertEquals(here.offsets(), there.offsets());
        assertEquals(List.of(), here.gaps());
    }

    @Test
    @DisplayName("hear within a heartbeat what nobody told them of")
    void lostAnnouncement() {
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.deafen(THERE);
        servers.say(HERE, ROOM, ann, "c-1", 1);
        assertEquals(List.of(), there.said());
        servers.pass(settings.heartbeat);
        assertEquals(List.of("1"), there.said());
    }

    @Test
    @DisplayName("look at everything when they learn that they may have missed something")
    void interrupted() {
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.deafen(THERE);
        servers.say(HERE, ROOM, ann, "c-1", 1);
        servers.interrupt(THERE);
        assertEquals(List.of("1"), there.said());
    }

    @Test
    @DisplayName("take announcements that come late, twice and in the wrong order for what they are: hints")
    void lateTwiceReordered() {
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.delay(THERE);
        for (int number = 1; number <= 5; number++) {
            servers.say(HERE, ROOM, ann, "c-" + number, number);
        }
        servers.deliver(THERE);
        assertEquals(List.of("1", "2", "3", "4", "5"), there.said());
        assertEquals(List.of(), there.gaps());
    }

    @Test
    @DisplayName("find at one what was acknowledged at the other, whether or not it was announced")
    void readYourWrites() {
        servers.live(THERE, ROOM, new Start.Head());
        servers.deafen(THERE);
        servers.say(HERE, ROOM, ann, "c-1", 1);
        Position second = servers.say(HERE, ROOM, ann, "c-2", 2);
        RecordingOutlet last = servers.once(THERE, ROOM, new Start.Last(10, Optional.empty()));
        assertEquals(List.of("1", "2"), last.said());
        servers.say(HERE, ROOM, ann, "c-3", 3);
        RecordingOutlet after = servers.once(THERE, ROOM, new Start.After(second.at(3)));
        assertEquals(List.of(), after.gaps(), "the position is ahead of what this server knows, and no gap");
        assertEquals(Optional.of(second.at(3)), after.caughtUp());
    }

    @Test
    @DisplayName("know a repeat of what was published at the other")
    void repeat() {
        Position first = servers.say(HERE, ROOM, ann, "c-1", 1);
        assertEquals(first, servers.say(THERE, ROOM, ann, "c-1", 1));
        assertEquals(Code.CONFLICT, World.refusal(publish(THERE, "c-1", 2)).code());
        assertEquals(2, servers.say(THERE, ROOM, bob, "c-1", 3).offset());
    }

    private CompletionStage<Position> publish(int server, String id, int data) {
        CompletionStage<Position> ack = servers.publish(server, ROOM, ann, id, data);
        servers.run();
        return ack;
    }

    @Test
    @DisplayName(
            "tell the readers of both that a room was removed; who is told late gets a gap, and nothing that is old")
    void removed() {
        servers.say(HERE, ROOM, ann, "c-1", 1);
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.rooms(HERE).remove(ROOM);
        servers.run();
        assertEquals(Code.GONE, there.endings().get(0).code());
        servers.say(HERE, ROOM, ann, "c-2", 2);
        RecordingOutlet late = servers.live(THERE, ROOM, new Start.Head());
        servers.delay(THERE);
        servers.rooms(HERE).remove(ROOM);
        servers.run();
        servers.say(HERE, ROOM, ann, "c-3", 3);
        servers.deliver(THERE);
        assertEquals(Delivery.Reason.EPOCH, late.gaps().get(0).reason());
        assertEquals(List.of("3"), late.said());
        assertEquals(List.of(), late.endings(), "the log that it reads now was not removed");
    }

    @Test
    @DisplayName("do not believe the first event of a log that was removed meanwhile")
    void bornAndRemoved() {
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.delay(THERE);
        servers.say(HERE, ROOM, ann, "c-1", 1);
        servers.rooms(HERE).remove(ROOM);
        servers.run();
        servers.deliver(THERE);
        assertEquals(List.of(), there.said());
    }

    @Test
    @DisplayName("write only while their lease is good: a server that stood still refuses, and ends who was connected")
    void stoodStill() {
        RecordingOutlet here = servers.live(HERE, ROOM, new Start.Head());
        servers.pass(Duration.ofSeconds(30));
        servers.say(HERE, ROOM, ann, "c-1", 1);
        servers.time.stand(Duration.ofSeconds(60));
        CompletionStage<Position> old = publish(HERE, "c-2", 2);
        assertEquals(Code.UNAVAILABLE, World.refusal(old).code());
        assertTrue(World.refusal(old).getMessage().endsWith("nothing was published"));
        servers.pass(Duration.ofSeconds(1));
        assertEquals(Code.DRAINING, here.endings().get(0).code());
        assertTrue(here.endings().get(0).reconnect());
        assertEquals(Code.UNAVAILABLE, World.refusal(publish(HERE, "c-3", 3)).code());
        servers.pass(Duration.ofSeconds(10));
        assertEquals(2, servers.say(HERE, ROOM, ann, "c-4", 4).offset());
    }

    @Test
    @DisplayName("and the store's clock tell a server that was suspended with its own: it stood still, too")
    void suspended() {
        RecordingOutlet here = servers.live(HERE, ROOM, new Start.Head());
        servers.pass(Duration.ofSeconds(30));
        servers.say(HERE, ROOM, ann, "c-1", 1);
        servers.time.set(servers.time.instant().plusSeconds(3600));
        servers.pass(Duration.ofSeconds(2));
        assertEquals(Code.DRAINING, here.endings().get(0).code());
        assertEquals(Code.UNAVAILABLE, World.refusal(publish(HERE, "c-2", 2)).code());
    }

    @Test
    @DisplayName("keep the newest events at hand, whoever of them publishes")
    void ringIsKept() {
        servers.live(THERE, ROOM, new Start.Head());
        servers.live(HERE, ROOM, new Start.Head());
        for (int number = 1; number <= 10; number++) {
            servers.say(number % 2, ROOM, ann, "c-" + number, number);
        }
        for (int server : List.of(HERE, THERE)) {
            RecordingOutlet once = servers.once(server, ROOM, new Start.After(Position.START));
            assertEquals(10, once.events().size());
        }
        assertFalse(servers.rooms(HERE).readers(ROOM) == 0);
    }
}
