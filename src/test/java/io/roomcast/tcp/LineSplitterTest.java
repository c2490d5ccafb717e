package io.roomcast.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.kit.Accounts;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what arrives over TCP")
class LineSplitterTest {
    private final LineSplitter cutter = new LineSplitter(8, Accounts.holding());
    private final List<String> lines = new ArrayList<>();

    private void arrives(String piece) {
        cutter.take(
                ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)),
                line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    }

    @Test
    void is_cut_at_line_ends_of_either_kind() {
        arrives("one\ntwo\r\n\n\r\nx\ry\n");
        assertEquals(List.of("one", "two", "", "", "x\ry"), lines);
    }

    @Test
    void comes_in_whatever_pieces() {
        String whole = "hé大\r\nnext\n\nlast\r\n";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            lines.clear();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(4));
                cutter.take(
                        ByteBuffer.wrap(bytes, at, length),
                        line -> lines.add(new String(line, StandardCharsets.UTF_8)));
                at += length;
            }
            assertEquals(List.of("hé大", "next", "", "last"), lines, "seed " + seed);
        }
    }

    @Test
    void may_be_as_long_as_the_bound_and_not_a_byte_longer() {
        arrives("12345678\n");
        assertEquals(List.of("12345678"), lines);
        Refusal refusal = assertThrows(Refusal.class, () -> arrives("123456789"));
        assertEquals(Code.TOO_LARGE, refusal.code());
    }

    @Test
    void may_end_without_a_line_end() {
        arrives("a\nrest");
        assertEquals("rest", new String(cutter.rest(), StandardCharsets.UTF_8));
        assertEquals(0, cutter.rest().length);
    }
}
