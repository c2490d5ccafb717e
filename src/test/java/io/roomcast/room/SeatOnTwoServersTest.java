package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a seat in a room of two servers")
class SeatOnTwoServersTest extends OnTwoServers {
    private static List<String> joined(RecordingOutlet outlet) {
        return outlet.parts(Delivery.Presence.class).stream()
                .flatMap(presence -> presence.joined().orElse(List.of()).stream())
                .map(Member::name)
                .toList();
    }

    @Test
    @DisplayName("is seen at both, by who comes and who is there, in the order of the revisions")
    void seen() {
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        RecordingOutlet his = servers.live(THERE, ROOM, bob);
        assertEquals(
                List.of("ann", "bob"),
                his.welcome().members().orElseThrow().stream().map(Member::name).toList());
        assertEquals(2, his.welcome().count());
        servers.pass(MOMENT);
        assertEquals(List.of("bob"), joined(hers));
        Delivery.Presence told = hers.parts(Delivery.Presence.class).get(0);
        assertEquals(his.welcome().roster(), told.roster());
        assertEquals(List.of(2, 2), List.of(servers.count(HERE, ROOM), servers.count(THERE, ROOM)));
        assertEquals(List.of("joined ann"), servers.seen(HERE));
        assertEquals(List.of("joined bob"), servers.seen(THERE));
    }

    @Test
    @DisplayName("has one live reader: the newest, wherever it is, also after going there and back")
    void replaced() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        RecordingOutlet first = servers.live(HERE, ROOM, ann);
        servers.pass(MOMENT);
        others.clear();
        RecordingOutlet second = servers.live(THERE, ROOM, ann);
        assertEquals(List.of(Code.REPLACED), ends(first));
        RecordingOutlet third = servers.live(HERE, ROOM, ann);
        assertEquals(List.of(Code.REPLACED), ends(second));
        servers.pass(settings.grace.multipliedBy(3));
        assertEquals(List.of(), ends(third));
        assertEquals(List.of(), others.parts(Delivery.Presence.class), "she was here all the time");
        assertEquals(2, servers.count(HERE, ROOM));
        assertEquals(List.of("joined ann"), servers.seen(HERE));
        assertEquals(List.of("joined bob"), servers.seen(THERE));
    }

    @Test
    @DisplayName("is replaced within a heartbeat also where nobody is told of anything")
    void replacedInSilence() {
        RecordingOutlet first = servers.live(HERE, ROOM, ann);
        servers.deafen(HERE);
        servers.live(THERE, ROOM, ann);
        assertEquals(List.of(), ends(first));
        servers.pass(settings.heartbeat);
        assertEquals(List.of(Code.REPLACED), ends(first));
    }

    @Test
    @DisplayName("is kept for its grace when the connection is lost, and taken again at the other server")
    void grace() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        Cursor hers = sit(HERE, ann);
        servers.pass(MOMENT);
        others.clear();
        hers.close();
        servers.pass(settings.grace.minusSeconds(1));
        RecordingOutlet back = servers.live(THERE, ROOM, ann);
        servers.pass(settings.grace.multipliedBy(2));
        assertEquals(List.of(), ends(back));
        assertEquals(List.of(), others.parts(Delivery.Presence.class));
        assertEquals(2, servers.count(HERE, ROOM));
    }

    @Test
    @DisplayName("is given up when nobody comes back, and both servers say so")
    void graceIsOver() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        Cursor hers = sit(HERE, ann);
        servers.pass(MOMENT);
        hers.close();
        servers.pass(settings.grace.plus(MOMENT));
        assertEquals(List.of("ann"), left(others));
        assertEquals(1, servers.count(HERE, ROOM));
        assertEquals(List.of("joined ann", "left ann"), servers.seen(HERE));
    }

    @Test
    @DisplayName("is taken away by a word at the other server, and its reader is told why")
    void kicked() {
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        servers.rooms(THERE).leave(ROOM, ann.id(), Ending.of(Code.KICKED).because("enough"));
        servers.run();
        assertEquals(List.of(Code.KICKED), ends(hers));
        assertEquals("enough", hers.endings().get(0).reason());
        servers.pass(MOMENT);
        assertEquals(List.of("ann"), left(others));
        assertEquals(List.of("joined bob", "left ann"), servers.seen(THERE));
        RecordingOutlet poll = servers.poll(HERE, ROOM, ann);
        assertEquals(List.of(Code.KICKED), ends(poll));
        servers.pass(settings.grace);
        assertEquals(List.of(), ends(servers.poll(HERE, ROOM, ann)));
    }

    @Test
    @DisplayName("is held by polls at either server, which write at most twice in a grace period")
    void polls() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        servers.poll(HERE, ROOM, ann);
        servers.pass(MOMENT);
        others.clear();
        int before = servers.changes(HERE) + servers.changes(THERE);
        int rounds = 60;
        Duration between = settings.grace.dividedBy(15);
        for (int round = 0; round < rounds; round++) {
            RecordingOutlet outlet = new RecordingOutlet();
            ReadRequest poll = ReadRequest.once(Visitor.ANYBODY, ann, new Start.After(Position.START), 10);
            Cursor cursor = servers.read(round % 2, ROOM, poll.waiting(), outlet);
            servers.pass(between.dividedBy(2));
            cursor.close();
            servers.pass(between.dividedBy(2));
            assertEquals(List.of(), outlet.endings(), "round " + round);
        }
        assertEquals(List.of(), others.parts(Delivery.Presence.class));
        int writes = servers.changes(HERE) + servers.changes(THERE) - before;
        assertTrue(writes <= 2 * rounds / 15 + 1, writes + " writes");
        servers.pass(settings.grace.multipliedBy(2));
        assertEquals(List.of("ann"), left(others));
    }

    @Test
    @DisplayName("is held by a poll that waits for longer than any grace")
    void waitingPoll() {
        RecordingOutlet others = servers.live(THERE, ROOM, bob);
        RecordingOutlet waiting = servers.poll(HERE, ROOM, ann);
        servers.pass(settings.grace.multipliedBy(5));
        assertEquals(List.of(), ends(waiting));
        assertEquals(List.of(), left(others));
        servers.live(THERE, ROOM, ann);
        assertEquals(List.of(Code.REPLACED), ends(waiting));
    }

    @Test
    @DisplayName("has a name that nobody has at either, and counts for the limit of both")
    void names() {
        settings.members = 3;
        create();
        RecordingOutlet last = new RecordingOutlet();
        for (int number = 0; number < 4; number++) {
            last = servers.live(number % 2, ROOM, servers.sessions.open(""));
        }
        assertEquals(
                List.of(Code.TOO_MANY),
                last.refusals().stream().map(one -> one.code()).toList());
        assertEquals(
                List.of("user-1", "user-2", "user-3"),
                servers.rooms(THERE).members(ROOM, 0, 10).toCompletableFuture().join().members().stream()
                        .map(seated -> seated.member().name())
                        .toList());
    }

    @Test
    @DisplayName("has the name under which somebody speaks at the other server")
    void speaks() {
        Session nameless = servers.sessions.open("");
        servers.live(HERE, ROOM, nameless);
        RecordingOutlet there = servers.live(THERE, ROOM, new Start.Head());
        servers.say(THERE, ROOM, nameless, "c-1", 1);
        assertEquals("user-1", there.events().get(0).from().name());
    }

    @Test
    @DisplayName("is where a question comes to that is asked at the other server, and only from there is it answered")
    void asked() {
        RecordingOutlet hers = servers.live(HERE, ROOM, ann);
        servers.live(HERE, ROOM, bob);
        CompletionStage<AnswerData> answer =
                servers.rooms(THERE).ask(ROOM, ann.id(), Content.of("why", "1"), Duration.ofSeconds(5));
        servers.run();
        Delivery.Ask ask = hers.parts(Delivery.Ask.class).get(0);
        CompletionStage<Void> bobs = servers.rooms(THERE).answer(ROOM, bob.id(), ask.number(), AnswerData.NOTHING);
        servers.run();
        assertEquals(Code.NOT_FOUND, World.refusal(bobs).code());
        assertFalse(World.isDone(answer));
        AnswerData said = new AnswerData("42", false);
        servers.rooms(HERE).answer(ROOM, ann.id(), ask.number(), said);
        servers.run();
        assertEquals(said, answer.toCompletableFuture().join());
    }

    @Test
    @DisplayName("is asked again at the server to which its member comes, and nobody answers who has left")
    void askedAgain() {
        servers.live(HERE, ROOM, ann);
        CompletionStage<AnswerData> answer =
                servers.rooms(HERE).ask(ROOM, ann.id(), Content.of("why", "1"), Duration.ofSeconds(5));
        servers.run();
        RecordingOutlet there = servers.live(THERE, ROOM, ann);
        assertEquals(1, there.parts(Delivery.Ask.class).size());
        servers.rooms(THERE).leave(ROOM, ann.id());
        servers.run();
        assertEquals(Code.GONE, World.refusal(answer).code());
    }

    @Test
    @DisplayName("is one of too many to name: both servers hold the count, and name everybody when there are few again")
    void tooManyToName() {
        settings.roster = 3;
        create();
        RecordingOutlet watcher = servers.live(THERE, ROOM, bob);
        List<Cursor> many = java.util.stream.IntStream.range(0, 5)
                .mapToObj(number -> sit(HERE, servers.sessions.open("many")))
                .toList();
        servers.pass(MOMENT);
        Delivery.Presence told = watcher.parts(Delivery.Presence.class)
                .get(watcher.parts(Delivery.Presence.class).size() - 1);
        assertEquals(6, told.count());
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(told.joined(), told.members()));
        assertEquals(Optional.empty(), servers.live(THERE, ROOM, ann).welcome().members());
        many.subList(1, 5).forEach(Cursor::close);
        servers.pass(settings.grace.plus(MOMENT));
        Delivery.Presence few = (Delivery.Presence) watcher.last();
        assertEquals(3, few.members().orElseThrow().size());
        assertEquals(3, few.count());
    }
}
