package io.roomcast.program;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.kit.RealTime;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.Limits;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a program's code that waits in a stage")
class BlockingProgramTest {
    private static final int PROGRAM_THREADS = 4;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final RealTime time = new RealTime();
    private final ExecutorService workers = threads("worker-", 2);
    private final ExecutorService programs = threads("program-", PROGRAM_THREADS);
    private final ExecutorService following = threads("stage-", PROGRAM_THREADS);
    private final ExecutorService completing = threads("answer-", PROGRAM_THREADS);
    private final MemoryEngine engine = new MemoryEngine(new WorldSettings().retention(), time, new Random(7));
    private final Rooms rooms = new Rooms(engine, Access.OPEN, time, workers::execute, Limits.DEFAULT);
    private final Sessions sessions = new Sessions(engine.sessions(), time, new Random(8), Duration.ofDays(7));
    private final ProgramHost host = new ProgramHost(
            new Observers(),
            rooms,
            new ProgramJson(new Json(), 1 << 20, Duration.ofSeconds(5)),
            new ProgramThreads(programs, following, completing, time, PATIENCE, () -> false),
            new Programs.Bounds(PATIENCE, 16));
    private final Audience hall = host.roomcast().room("hall");
    private final Audience wall = host.roomcast().room("wall");

    private static ExecutorService threads(String prefix, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        programs.shutdownNow();
        following.shutdownNow();
        completing.shutdownNow();
        time.close();
    }

    private void assertPublishingWorks() throws Exception {
        Draft draft = new Draft("lobby", Member.guest("ann"), "", List.of(Content.of("message", "1")));
        rooms.publish(Visitor.ANYBODY, draft).toCompletableFuture().get(10, SECONDS);
    }

    @Test
    @DisplayName("for something else that it says holds up nobody, and gets it")
    void joinsInAStage() throws Exception {
        CompletableFuture<Position> second = new CompletableFuture<>();
        hall.emit("a", 1)
                .thenAccept(position ->
                        second.complete(wall.emit("b", 2).toCompletableFuture().join()));
        assertPublishingWorks();
        assertEquals(1, second.get(10, SECONDS).offset());
    }

    @Test
    @DisplayName("for ever, on as many threads as programs have, holds up no client")
    void blocksForEver() throws Exception {
        CountDownLatch blocked = new CountDownLatch(PROGRAM_THREADS);
        for (int number = 0; number < PROGRAM_THREADS; number++) {
            hall.emit("a", number).thenRun(() -> {
                blocked.countDown();
                new CompletableFuture<>().join();
            });
        }
        assertTrue(blocked.await(10, SECONDS));
        assertPublishingWorks();
    }

    @Test
    @DisplayName("runs on the programs' threads, and so does what follows an answer that never came")
    void onTheThreadsOfPrograms() throws Exception {
        assertTrue(threadOf(hall.emit("a", 1)).startsWith("stage-"));
        Session ann = sessions.open("ann");
        ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, ann, new Start.Head());
        rooms.read("hall", entry, new RecordingOutlet());
        org.awaitility.Awaitility.await().until(() -> hall.count() == 1);
        ClientSession session = host.session("hall", ann.member(), Visitor.ANYBODY);
        assertTrue(threadOf(session.ask(Duration.ofMillis(10), "name?")).startsWith("stage-"));
    }

    private static String threadOf(java.util.concurrent.CompletionStage<?> host) throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        host.whenComplete(
                (done, failure) -> thread.complete(Thread.currentThread().getName()));
        return thread.get(10, SECONDS);
    }

    @Test
    @DisplayName("is interrupted when it takes longer than programs may")
    void isInterrupted() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        hall.emit("a", 1).thenRun(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                ended.complete("interrupted");
            }
        });
        assertEquals("interrupted", ended.get(10, SECONDS));
    }

    @Test
    @DisplayName("may be all threads of programs at once, where each waits for the place of what it says")
    void everyThreadWaits() throws Exception {
        CountDownLatch all = new CountDownLatch(PROGRAM_THREADS);
        for (int number = 0; number < PROGRAM_THREADS; number++) {
            programs.execute(() -> {
                hall.emit("a", 1).toCompletableFuture().join();
                all.countDown();
            });
        }
        assertTrue(all.await(10, SECONDS));
    }

    @Test
    @DisplayName("may be all threads of programs at once, where each waits for what it lets follow")
    void everyThreadWaitsForWhatFollows() throws Exception {
        CountDownLatch begun = new CountDownLatch(PROGRAM_THREADS);
        CountDownLatch all = new CountDownLatch(PROGRAM_THREADS);
        for (int number = 0; number < PROGRAM_THREADS; number++) {
            programs.execute(() -> {
                begun.countDown();
                try {
                    begun.await();
                } catch (InterruptedException stopped) {
                    return;
                }
                hall.emit("a", 1)
                        .thenApply(Position::offset)
                        .toCompletableFuture()
                        .join();
                all.countDown();
            });
        }
        assertTrue(all.await(10, SECONDS));
    }

    @Test
    @DisplayName("on all threads of what follows, for what follows from that, is interrupted in time")
    void everyFollowerWaits() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(PROGRAM_THREADS);
        for (int number = 0; number < PROGRAM_THREADS; number++) {
            hall.emit("a", 1).thenRun(() -> {
                try {
                    hall.emit("b", 1).thenRun(() -> {}).toCompletableFuture().join();
                } catch (CompletionException late) {
                    Thread.interrupted();
                }
                interrupted.countDown();
            });
        }
        assertTrue(interrupted.await(10, SECONDS));
        CompletableFuture<Long> after = new CompletableFuture<>();
        hall.emit("c", 1).thenAccept(position -> after.complete(position.offset()));
        assertTrue(after.get(10, SECONDS) > 0);
    }
}
