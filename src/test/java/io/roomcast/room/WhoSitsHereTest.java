package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what programs at one of two servers know of who sits there")
class WhoSitsHereTest extends OnTwoServers {
    private void leave(int server, Session who) {
        servers.rooms(server).leave(ROOM, who.id());
        servers.run();
    }

    private List<String> here(int server) {
        return servers.programs(server).here();
    }

    @Test
    @DisplayName("is right when it left by a word at another server of which nobody told, and leaves here again")
    void leftTwice() {
        servers.live(HERE, ROOM, ann);
        servers.deafen(HERE);
        leave(THERE, ann);
        leave(HERE, ann);
        assertEquals(List.of(), here(HERE));
        assertEquals(List.of("joined ann"), servers.seen(HERE));
        assertEquals(List.of("left ann"), servers.seen(THERE));
    }

    @Test
    @DisplayName("is right when programs are late, and hear of its coming when it has gone to another server and left")
    void lateOnes() {
        servers.programs(HERE).hold();
        servers.live(HERE, ROOM, bob);
        servers.live(HERE, ROOM, ann);
        servers.live(THERE, ROOM, ann);
        leave(HERE, ann);
        servers.programs(HERE).release();
        servers.run();
        assertEquals(List.of("bob"), here(HERE));
        assertEquals(List.of("joined bob", "joined ann", "left ann"), servers.seen(HERE));
    }

    @Test
    @DisplayName(
            "is right when the store's answer is lost, and the server hears from the roster that the seat is its own")
    void byHearsay() {
        servers.poll(HERE, ROOM, ann);
        servers.poll(THERE, ROOM, ann);
        assertEquals(List.of(List.of(), List.of("ann")), List.of(here(HERE), here(THERE)));
        servers.loseAnswer(HERE);
        servers.poll(HERE, ROOM, new Session(ann.member().named("anna"), ann.token()));
        assertEquals(List.of(), here(HERE));
        servers.interrupt(HERE);
        assertEquals(List.of(List.of("anna"), List.of()), List.of(here(HERE), here(THERE)));
    }

    @Test
    @DisplayName("is right when it left and entered again in one go")
    void leftAndEntered() {
        servers.live(HERE, ROOM, bob);
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        servers.rooms(HERE).leave(ROOM, ann.id(), Ending.of(Code.KICKED));
        servers.rooms(HERE).enter(ROOM, Visitor.ANYBODY, ann, "");
        servers.run();
        assertEquals(Code.KICKED, hers.endings().get(0).code());
        assertEquals(List.of("bob", "ann"), here(HERE));
        assertEquals(2, servers.count(THERE, ROOM));
    }
}
