package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("answers and the parts of rooms take turns")
class FairnessTest extends Conversation {
    private static final int UNDER_WAY = 32;

    private static boolean isAnswer(String line) {
        return line.startsWith("{\"ack\"") || line.startsWith("{\"pong\"");
    }

    /** The content of the write that is under way: answers, or the room whose part it is. */
    private static String kind(List<String> lines) {
        List<String> kinds = lines.stream()
                .map(line -> isAnswer(line) ? "answers" : line.split("\"", 5)[3])
                .distinct()
                .toList();
        return String.join(" with ", kinds);
    }

    /** Comes into rooms in which something was said before. */
    private void begin(String... rooms) {
        for (String room : rooms) {
            world.say(room, 1, 1);
            say("{\"join\":\"" + room + "\"}");
        }
        connection.stall();
    }

    private void publish(int count) {
        for (int number = 0; number < count; number++) {
            protocol.receive("{\"publish\":{\"data\":1},\"room\":\"lobby\"}");
        }
        world.run();
    }

    /** Lets the write land that is under way, with all that follows from it. */
    private List<String> next() {
        connection.land();
        world.run();
        return connection.take();
    }

    private List<String> kindsOfNext(int writes, Runnable meanwhile) {
        List<String> kinds = new ArrayList<>();
        for (int write = 0; write < writes; write++) {
            meanwhile.run();
            kinds.add(kind(next()));
        }
        return kinds;
    }

    /** Asserts that the order of the first writes is that of all. */
    private static void assertAllTurns(int round, List<String> kinds) {
        for (int write = round; write < kinds.size(); write++) {
            assertEquals(kinds.get(write - round), kinds.get(write), kinds::toString);
        }
    }

    @Test
    @DisplayName("who publishes without pause hears its events in every second write")
    void whoNeverPauses() {
        begin("lobby");
        publish(UNDER_WAY);
        List<String> kinds = new ArrayList<>();
        List<String> lines = connection.take();
        for (int write = 0; write < 20; write++) {
            kinds.add(kind(lines));
            publish((int) lines.stream().filter(FairnessTest::isAnswer).count());
            lines = next();
        }
        assertEquals(
                List.of("answers", "lobby"), kinds.stream().distinct().sorted().toList());
        assertAllTurns(2, kinds);
    }

    @Test
    @DisplayName("a room with a flood of events leaves every second write to the answers")
    void flood() {
        begin("lobby");
        world.say("lobby", 1, 20);
        connection.take();
        List<String> kinds = kindsOfNext(6, () -> {
            world.say("lobby", 1, 20);
            protocol.receive("{\"ping\":1}");
        });
        assertEquals(List.of("answers", "lobby", "answers", "lobby", "answers", "lobby"), kinds);
    }

    @Test
    @DisplayName("rooms take turns with each other, and with the answers")
    void rooms() {
        List<String> rooms = List.of("one", "two", "three");
        begin("one", "two", "three");
        Runnable flood = () -> {
            rooms.forEach(room -> world.say(room, 1, 20));
            protocol.receive("{\"ping\":1}");
        };
        flood.run();
        connection.take();
        List<String> kinds = kindsOfNext(18, flood);
        assertAllTurns(6, kinds);
        rooms.forEach(
                room -> assertEquals(3, kinds.stream().filter(room::equals).count(), kinds::toString));
    }

    @Test
    @DisplayName("a room that has nothing to say delays no answer")
    void silence() {
        begin("lobby");
        world.say("lobby", 1, 1);
        connection.take();
        List<String> kinds = kindsOfNext(6, () -> protocol.receive("{\"ping\":1}"));
        assertEquals(List.of("answers", "answers", "answers", "answers", "answers", "answers"), kinds);
    }

    @Test
    @DisplayName("what a room had to say when it was left does not come behind its bye")
    void left() {
        begin("lobby", "two");
        protocol.receive("{\"ping\":1}");
        world.say("lobby", 1, 1);
        world.say("two", 2, 2);
        protocol.receive("{\"leave\":\"two\"}");
        world.run();
        connection.release();
        world.run();
        List<String> lines = connection.take();
        assertEquals(3, lines.size(), lines::toString);
        assertBegins("{\"pong\":1}", lines.get(0));
        assertBegins("{\"room\":\"lobby\",\"offset\":2,", lines.get(1));
        assertBegins("{\"bye\":{\"room\":\"two\",", lines.get(2));
    }

    @Test
    @DisplayName("what the reading before had to say does not come behind the welcome of the next")
    void joinedAgain() {
        begin("lobby");
        protocol.receive("{\"ping\":1}");
        world.say("lobby", 1, 1);
        protocol.receive("{\"join\":\"lobby\"}");
        world.run();
        connection.release();
        world.run();
        List<String> lines = connection.take();
        assertEquals(2, lines.size(), lines::toString);
        assertBegins("{\"pong\":1}", lines.get(0));
        assertBegins("{\"welcome\":{\"room\":\"lobby\",", lines.get(1));
    }

    @Test
    @DisplayName("nothing comes behind the bye of the connection")
    void ended() {
        begin("lobby");
        protocol.receive("{\"ping\":1}");
        protocol.receive("{\"ping\":2}");
        world.say("lobby", 1, 1);
        protocol.end(Ending.of(Code.DRAINING));
        connection.release();
        world.run();
        List<String> lines = connection.take();
        assertBegins("{\"bye\":", lines.get(lines.size() - 1));
        assertTrue(lines.stream().noneMatch(line -> line.contains("\"offset\"")), lines::toString);
        assertEquals(1, connection.closed().size());
    }

    @Test
    @DisplayName("who is in many rooms is not slow because one of them waits its turn for long")
    void waitingIsNotSlow() {
        List<String> rooms = List.of("one", "two", "three");
        begin("one", "two", "three");
        Duration most = settings.stall.multipliedBy(2).dividedBy(3);
        rooms.forEach(room -> world.say(room, 1, 1));
        protocol.receive("{\"ping\":1}");
        connection.take();
        assertEquals(List.of("answers", "two", "three"), kindsOfNext(3, () -> world.pass(most)));
        assertEquals(List.of(), connection.closed());
    }

    @Test
    @DisplayName("who takes nothing is slow also while its rooms wait behind an answer")
    void slow() {
        begin("lobby");
        protocol.receive("{\"ping\":1}");
        world.say("lobby", 1, 1);
        world.pass(settings.stall.multipliedBy(2));
        assertEquals(1, connection.closed().size());
    }
}
