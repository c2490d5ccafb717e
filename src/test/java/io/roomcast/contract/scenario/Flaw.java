package io.roomcast.contract.scenario;

import java.util.List;
import java.util.Random;

/**
 * What may go wrong between a server and a reader, now and then. It is planted there to see that the checker would find
 * it in a server. For one reader, on its thread.
 */
final class Flaw {
    /** The ways of going wrong, each with the words by which it is reported. */
    enum Kind {
        NONE("nothing"),
        DROP("never read"),
        REPEAT("twice"),
        SWAP("after"),
        RENUMBER("acknowledged otherwise");

        private final String report;

        Kind(String report) {
            this.report = report;
        }

        /** Some words of the sentence that tells of it. */
        String report() {
            return report;
        }
    }

    private static final int SELDOM = 40;

    private final Kind kind;
    private final Random random;
    private List<String> held = List.of();

    Flaw(Kind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    /** What the reader hears when the server says this entry, which is {@code offset text}. */
    List<String> heard(String entry) {
        List<String> late = held;
        held = List.of();
        if (!late.isEmpty()) {
            return List.of(entry, late.get(0));
        }
        if (kind == Kind.NONE || random.nextInt(SELDOM) > 0) {
            return List.of(entry);
        }
        return switch (kind) {
            case REPEAT -> List.of(entry, entry);
            case RENUMBER -> List.of(renumbered(entry));
            case SWAP -> {
                held = List.of(entry);
                yield List.of();
            }
            default -> List.of();
        };
    }

    private static String renumbered(String entry) {
        int blank = entry.indexOf(' ');
        return Long.parseLong(entry.substring(0, blank)) + 1 + entry.substring(blank);
    }
}
