package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** The bytes that a target is given, as the shapes that parsers take. */
final class Input {
    private Input() {}

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> lines(byte[] bytes) {
        return List.of(text(bytes).split("\n", -1));
    }

    /** Returns a value that may be refused, but with these codes only. Everything else that is thrown is a finding. */
    static <T> Optional<T> unlessRefused(Set<Code> codes, Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (Refusal refusal) {
            assertTrue(codes.contains(refusal.code()), () -> refusal.code() + ": " + refusal.getMessage());
            assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
            return Optional.empty();
        }
    }

    /** The same with any code. */
    static <T> Optional<T> unlessRefused(Supplier<T> parser) {
        return unlessRefused(Set.of(Code.values()), parser);
    }

    /** Returns some cuts through the bytes: all of them, and a few that are the same each time. */
    static List<List<byte[]>> cuts(byte[] bytes) {
        Random random = random(bytes);
        List<List<byte[]>> cuts = new ArrayList<>();
        cuts.add(pieces(bytes, 1, random));
        cuts.add(pieces(bytes, 3, random));
        cuts.add(pieces(bytes, Math.max(2, bytes.length / 2), random));
        return cuts;
    }

    /** Returns randomness that is the same for the same input. */
    static Random random(byte[] bytes) {
        return new Random(Arrays.hashCode(bytes));
    }

    private static List<byte[]> pieces(byte[] bytes, int longest, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return pieces;
    }
}
