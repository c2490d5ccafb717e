package io.roomcast.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Servers;
import io.roomcast.kit.Settings;
import io.roomcast.room.program.Programs;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a program does again and again on several servers")
class OnceTest {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Servers servers = new Servers(new Settings(), 2);
    private final List<String> done = new ArrayList<>();

    private Roomcast roomcast(int server) {
        return new Stage(
                        new Observers(),
                        servers.rooms(server),
                        new Voice(new Json(), 1 << 20, Duration.ofSeconds(5)),
                        new ProgramThreads(
                                servers.workers,
                                servers.workers,
                                servers.workers,
                                servers.time,
                                Duration.ofSeconds(5),
                                () -> false),
                        Programs.Bounds.DEFAULT)
                .roomcast();
    }

    @Test
    @DisplayName("is done by one of them")
    void one() {
        roomcast(0).once("tick", EVERY, () -> done.add("first"));
        roomcast(1).once("tick", EVERY, () -> done.add("second"));
        servers.pass(EVERY.multipliedBy(10));
        assertEquals(10, done.size());
        assertEquals(1, done.stream().distinct().count());
    }

    @Test
    @DisplayName(
            "is done by another at once when the one ends it, and after its lease when that is gone without a word")
    void takenOver() {
        Runnable end = roomcast(0).once("tick", EVERY, () -> done.add("first"));
        roomcast(1).once("tick", EVERY, () -> done.add("second"));
        servers.pass(EVERY);
        assertEquals(List.of("first"), done);
        end.run();
        servers.pass(EVERY);
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    @DisplayName("is done by another after the lease when the one is gone without a word")
    void goneWithoutAWord() {
        servers.rooms(0).claim("once tick", Duration.ofSeconds(30));
        roomcast(1).once("tick", EVERY, () -> done.add("second"));
        servers.pass(Duration.ofSeconds(29));
        assertEquals(List.of(), done);
        servers.pass(EVERY);
        assertEquals(List.of("second"), done);
    }

    @Test
    @DisplayName("is not done by another while the last run is under way")
    void endedWhileItRuns() {
        Runnable[] end = new Runnable[1];
        List<Boolean> theirs = new ArrayList<>();
        end[0] = roomcast(0).once("tick", EVERY, () -> {
            end[0].run();
            servers.rooms(1).claim("once tick", Duration.ofSeconds(30)).thenAccept(theirs::add);
        });
        servers.pass(EVERY);
        servers.rooms(1).claim("once tick", Duration.ofSeconds(30)).thenAccept(theirs::add);
        assertEquals(List.of(false, true), theirs);
    }

    @Test
    @DisplayName("however seldom, stays with the one that does it")
    void seldom() {
        roomcast(0).once("report", Duration.ofHours(1), () -> done.add("first"));
        servers.pass(Duration.ofMinutes(30));
        roomcast(1).once("report", Duration.ofHours(1), () -> done.add("second"));
        servers.pass(Duration.ofHours(5));
        assertEquals(5, done.size());
        assertEquals(List.of("first"), done.stream().distinct().toList());
    }

    @Test
    @DisplayName("under another name is another thing, and a task that throws is done again")
    void others() {
        roomcast(0).once("one", EVERY, () -> done.add("one"));
        roomcast(1).once("other", EVERY, () -> {
            done.add("other");
            throw new IllegalStateException("a bug");
        });
        servers.pass(EVERY.multipliedBy(2));
        assertTrue(done.containsAll(List.of("one", "other")));
        assertEquals(4, done.size());
    }
}
