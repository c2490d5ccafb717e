package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a seat, where a server does not reach the store,")
class SeatOfLostServerTest extends OnTwoServers {
    @Test
    @DisplayName("of a server that is gone is given up after its lease and the grace, and programs hear of both")
    void lostServer() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        servers.live(HERE, ROOM, ann);
        servers.pass(MOMENT);
        others.clear();
        servers.cutOff(HERE, true);
        servers.pass(Limits.LEASE.plus(settings.grace).minusSeconds(2));
        assertEquals(2, servers.count(THERE, ROOM));
        servers.pass(Duration.ofSeconds(5));
        assertEquals(List.of("ann"), left(others));
        assertEquals(List.of("joined bob", "recovered ann", "left ann"), servers.seen(THERE));
    }

    @Test
    @DisplayName("of a server that is gone is taken at another one, and programs hear who came back")
    void recovered() {
        servers.live(HERE, ROOM, ann);
        servers.cutOff(HERE, true);
        servers.pass(Limits.LEASE.plusSeconds(2));
        servers.live(THERE, ROOM, ann);
        servers.pass(settings.grace.multipliedBy(3));
        assertEquals(List.of("recovered ann"), servers.seen(THERE));
        assertEquals(1, servers.count(THERE, ROOM));
    }

    @Test
    @DisplayName("is nobody's to give up while the store is away for all, however long")
    void storeAway() {
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        RecordingOutlet his = servers.live(THERE, ROOM, bob);
        Cursor lost = sit(HERE, servers.sessions.open("carl"));
        servers.pass(MOMENT);
        his.clear();
        servers.cutOff(HERE, true);
        servers.cutOff(THERE, true);
        lost.close();
        servers.pass(Duration.ofMinutes(5));
        servers.cutOff(HERE, false);
        servers.cutOff(THERE, false);
        servers.pass(settings.grace.minusSeconds(1));
        assertEquals(List.of(), left(his));
        servers.pass(settings.grace.multipliedBy(3));
        assertEquals(List.of("carl"), left(his));
        assertEquals(List.of(), ends(hers));
        assertEquals(2, servers.count(HERE, ROOM));
    }

    @Test
    @DisplayName("is taken anew for who reads on at a server that was cut off for too long")
    void cutOffForLong() {
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        servers.live(THERE, ROOM, bob);
        servers.cutOff(HERE, true);
        servers.pass(Limits.LEASE.plus(settings.grace).plusSeconds(5));
        assertEquals(1, servers.count(THERE, ROOM));
        servers.cutOff(HERE, false);
        servers.pass(settings.heartbeat);
        assertEquals(List.of(), ends(hers));
        assertEquals(2, servers.count(THERE, ROOM));
    }

    @Test
    @DisplayName(
            "that nobody got an answer about is given back so that whoever has entered elsewhere meanwhile can keep it")
    void givenBack() {
        servers.loseAnswer(HERE);
        servers.live(HERE, ROOM, ann);
        servers.rooms(THERE).enter(ROOM, Visitor.ANYBODY, ann, "");
        servers.pass(Limits.LEASE.plusSeconds(2));
        assertEquals(1, servers.count(THERE, ROOM));
        RecordingOutlet waiting = servers.poll(THERE, ROOM, ann);
        servers.pass(settings.grace.multipliedBy(2));
        assertEquals(List.of(), ends(waiting));
        assertEquals(1, servers.count(THERE, ROOM));
    }

    @Test
    @DisplayName("that nobody got an answer about is nobody's in the end")
    void givenUp() {
        servers.loseAnswer(HERE);
        servers.live(HERE, ROOM, ann);
        assertEquals(1, servers.count(THERE, ROOM));
        servers.pass(Limits.LEASE.plus(settings.grace).plusSeconds(2));
        assertEquals(0, servers.count(THERE, ROOM));
    }

    @Test
    @DisplayName("is nobody's in the end if a request reaches the store after it was repeated")
    void takenByARequestThatWentAstray() {
        servers.leadAstray(HERE);
        List<Cursor> polls = new ArrayList<>(List.of(poll(HERE, ann), poll(HERE, bob)));
        servers.run();
        assertEquals(2, servers.count(THERE, ROOM));
        polls.add(poll(THERE, ann));
        polls.add(poll(THERE, bob));
        servers.run();
        polls.forEach(Cursor::close);
        servers.arrive(HERE);
        servers.pass(Limits.LEASE.plus(settings.grace.multipliedBy(4)));
        assertEquals(0, servers.count(THERE, ROOM));
    }

    private Cursor poll(int server, Session who) {
        ReadRequest poll = ReadRequest.once(Visitor.ANYBODY, who, new Start.After(Position.START), 100);
        return servers.rooms(server).read(ROOM, poll.waiting(), new RecordingOutlet());
    }
}
