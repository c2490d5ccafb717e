package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine promises this when the ground that it stands on fails: an engine's own test says how that is brought about. */
public abstract class FaultContract {
    private static final String ROOM = "lobby";
    private static final String OTHER = "other";
    private static final String PROGRAM = "program";
    private static final Member ANN = new Member("ann-id", "ann");
    private static final int GROUPS = 3;
    private static final int EACH = 2;

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();

    /** A fresh engine, empty, that meets these faults from now on. */
    protected abstract Engine create(Faults faults);

    /** One of a room in which nothing is ever appended. */
    private static Draft asked(int number) {
        return new Draft(PROGRAM, ANN, "asked-" + number, List.of(Content.of("question", "1")));
    }

    private static Optional<Receipt> recalled(Engine engine, int number) {
        return new Asked(engine).recall(asked(number));
    }

    /** Two events, and something that a program takes and answers with the group's number. */
    private static List<Draft> group(int number) {
        List<Draft> events = IntStream.range(0, EACH)
                .mapToObj(index -> number * EACH + index)
                .map(id -> new Draft(
                        id % 2 == 0 ? ROOM : OTHER, ANN, "c-" + id, List.of(Content.of("message", String.valueOf(id)))))
                .toList();
        List<Draft> group = new ArrayList<>(events);
        group.add(asked(number).taken(AnswerData.parse(String.valueOf(number))));
        return group;
    }

    private static List<String> said(Engine engine, String room) {
        return events(engine, room).stream()
                .map(event -> event.offset() + ":" + event.content().data())
                .toList();
    }

    private static List<Event> events(Engine engine, String room) {
        return new Asked(engine).read(room, 0, 100, 1 << 20).events();
    }

    /** Appends as the domain does: after any failure it tries again. */
    private static List<Receipt> appended(Engine engine, List<Draft> drafts, List<String> failures) {
        List<String> before = said(engine, ROOM);
        while (true) {
            try {
                return new Asked(engine).append(drafts);
            } catch (CompletionException failure) {
                if (Refusal.isIn(failure)) {
                    assertEquals(before, said(engine, ROOM), "what was refused was not appended");
                }
                failures.add(failure.getCause().getMessage());
            }
        }
    }

    private void everyCall(Faults.Kind kind) {
        int call = 0;
        boolean met = true;
        while (met) {
            Faults faults = new Faults();
            try (Engine engine = create(faults)) {
                faults.meet(++call, kind);
                List<String> failures = new ArrayList<>();
                for (int number = 0; number < GROUPS; number++) {
                    appended(engine, group(number), failures);
                }
                String which = kind + " at call " + call + ": " + failures;
                assertEquals(List.of("1:0", "2:2", "3:4"), said(engine, ROOM), which);
                assertEquals(List.of("1:1", "2:3", "3:5"), said(engine, OTHER), which);
                for (int number = 0; number < GROUPS; number++) {
                    Receipt taken = new Receipt.Taken(AnswerData.parse(String.valueOf(number)));
                    assertEquals(Optional.of(taken), recalled(engine, number), which);
                    assertEquals(
                            taken, appended(engine, group(number), failures).get(EACH), which);
                }
                assertEquals(
                        1,
                        events(engine, ROOM).stream()
                                .map(event -> event.position().epoch())
                                .distinct()
                                .count());
                met = faults.wereMet();
                assertEquals(met, !failures.isEmpty(), which);
            }
        }
        assertTrue(call > GROUPS, "each group made at least one call");
    }

    @Test
    @DisplayName("whichever call fails, what is sent again until it is acknowledged is there once, in order")
    void anyCallFails() {
        everyCall(Faults.Kind.CALL);
    }

    @Test
    @DisplayName(
            "whichever commit loses its answer, what is sent again until it is acknowledged is there once, in order")
    void anyAnswerIsLost() {
        everyCall(Faults.Kind.ANSWER);
    }

    @Test
    @DisplayName("what is refused was not appended, and the engine heals by itself")
    void refusedIsNotThere() {
        Faults faults = new Faults();
        try (Engine engine = create(faults)) {
            appended(engine, group(0), new ArrayList<>());
            faults.always(Faults.Kind.CALL);
            for (int attempt = 0; attempt < 3; attempt++) {
                CompletionException failure =
                        assertThrows(CompletionException.class, () -> new Asked(engine).append(group(1)));
                assertTrue(Refusal.isIn(failure), () -> "a refusal: " + failure);
            }
            faults.never();
            assertEquals(List.of("1:0"), said(engine, ROOM), "readers keep what there is");
            assertEquals(Optional.empty(), recalled(engine, 1));
            List<Receipt> receipts = appended(engine, group(1), new ArrayList<>());
            assertInstanceOf(Receipt.Appended.class, receipts.get(0));
            new Asked(engine).tidy();
            assertFalse(new Asked(engine).trouble().isPresent());
        }
    }

    /** Strikes as often as it takes; what was refused was not struck. */
    private static void struck(Engine engine, List<String> failures) {
        while (true) {
            try {
                assertTrue(new Asked(engine).strike(ROOM, 1, "\"struck\"", "{}"));
                return;
            } catch (CompletionException failure) {
                if (Refusal.isIn(failure)) {
                    assertEquals(List.of("1:0"), said(engine, ROOM));
                }
                failures.add(failure.getCause().getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Faults.Kind.class)
    @DisplayName(
            "whichever call or answer of a strike is lost, it is there when it was sent again, and the log goes on")
    void strikeFails(Faults.Kind kind) {
        int call = 0;
        boolean met = true;
        while (met) {
            Faults faults = new Faults();
            try (Engine engine = create(faults)) {
                appended(engine, group(0), new ArrayList<>());
                faults.meet(++call, kind);
                List<String> failures = new ArrayList<>();
                struck(engine, failures);
                met = faults.wereMet();
                assertEquals(met, !failures.isEmpty(), kind + " at call " + call + ": " + failures);
                faults.never();
                appended(engine, group(1), new ArrayList<>());
                assertEquals(List.of("1:\"struck\"", "2:2"), said(engine, ROOM));
            }
        }
        assertTrue(call > 1, "a strike made at least one call");
    }

    @Test
    @DisplayName("while a commit takes long nothing of it is answered or seen, and reading goes on")
    void slowCommit() {
        Faults faults = new Faults();
        try (Engine engine = create(faults)) {
            appended(engine, group(0), new ArrayList<>());
            faults.hold();
            CompletableFuture<List<Receipt>> slow =
                    CompletableFuture.supplyAsync(() -> new Asked(engine).append(group(1)));
            faults.awaitHeld();
            assertFalse(slow.isDone());
            assertEquals(List.of("1:0"), said(engine, ROOM));
            assertEquals(Optional.empty(), recalled(engine, 1));
            assertEquals(Optional.of(new Receipt.Taken(AnswerData.parse("0"))), recalled(engine, 0));
            faults.release();
            assertInstanceOf(Receipt.Appended.class, slow.join().get(0));
            assertEquals(List.of("1:0", "2:2"), said(engine, ROOM));
            assertEquals(Optional.of(new Receipt.Taken(AnswerData.parse("1"))), recalled(engine, 1));
        }
    }
}
