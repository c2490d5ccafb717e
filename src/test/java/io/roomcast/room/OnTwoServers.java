package io.roomcast.room;

import io.roomcast.kit.HandPrograms;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Servers;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Two servers that have been there for long enough to give seats up, with programs, and two members of one room. */
abstract class OnTwoServers {
    static final String ROOM = "lobby";
    static final int HERE = 0;
    static final int THERE = 1;
    static final Duration MOMENT = Duration.ofMillis(200);

    final WorldSettings settings = new WorldSettings();
    Servers servers;
    Session ann;
    Session bob;

    @BeforeEach
    void create() {
        settings.programs = new HandPrograms();
        servers = new Servers(settings, 2);
        ann = servers.sessions.open("ann");
        bob = servers.sessions.open("bob");
        servers.pass(settings.grace.plus(Limits.LEASE).plus(MOMENT));
    }

    static List<Code> ends(RecordingOutlet outlet) {
        return outlet.endings().stream().map(Ending::code).toList();
    }

    static List<String> left(RecordingOutlet outlet) {
        return outlet.parts(Delivery.Presence.class).stream()
                .flatMap(presence -> presence.left().orElse(List.of()).stream())
                .map(Member::name)
                .toList();
    }

    Cursor sit(int server, Session who) {
        ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, who, new Start.Head());
        return servers.read(server, ROOM, entry, new RecordingOutlet());
    }
}
