package io.roomcast.contract.scenario;

import io.roomcast.scenario.Problem.Kind;
import io.roomcast.scenario.Transcript.Entry;
import java.util.List;
import java.util.Random;

/**
 * A fault between a server and a reader, now and then. It is planted there to see that the checker would find
 * it in a server. For one reader, on its thread.
 */
final class Flaw {
    /** The ways of going wrong, each with what the checker finds. */
    enum Planted {
        NONE(Kind.COMPLAINT),
        DROP(Kind.LOST),
        REPEAT(Kind.DOUBLED),
        SWAP(Kind.OUT_OF_ORDER),
        RENUMBER(Kind.MOVED);

        private final Kind found;

        Planted(Kind found) {
            this.found = found;
        }

        /** Returns the fault by which the checker finds it. */
        Kind found() {
            return found;
        }
    }

    private static final int SELDOM = 40;

    private final Planted kind;
    private final Random random;
    private List<Entry> held = List.of();

    Flaw(Planted kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    /** Returns what the reader hears when the server says this event. */
    List<Entry> heard(Entry entry) {
        List<Entry> late = held;
        held = List.of();
        if (!late.isEmpty()) {
            return List.of(entry, late.get(0));
        }
        if (kind == Planted.NONE || random.nextInt(SELDOM) > 0) {
            return List.of(entry);
        }
        return switch (kind) {
            case REPEAT -> List.of(entry, entry);
            case RENUMBER -> List.of(new Entry(entry.offset() + 1, entry.data()));
            case SWAP -> {
                held = List.of(entry);
                yield List.of();
            }
            default -> List.of();
        };
    }
}
