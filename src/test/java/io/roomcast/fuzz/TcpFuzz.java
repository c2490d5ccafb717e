package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.tcp.TcpTalk;
import java.util.Arrays;
import java.util.List;

/** All that a connection to the TCP port sends: lines of a person, and after {@code /json} those of a program. */
class TcpFuzz {
    /** A welcome, with the names of a member and a room in two languages, is the longest answer to a line. */
    private static final int LONGEST_ANSWER = 2_000;

    private static final int MOST = 2_000;

    @FuzzTest
    void lines_are_the_same_in_any_pieces(byte[] bytes) {
        if (bytes.length > MOST) {
            return;
        }
        TcpTalk.Said whole = TcpTalk.of(List.of(bytes));
        for (List<byte[]> pieces : Input.cuts(bytes)) {
            assertEquals(whole.published(), TcpTalk.of(pieces).published(), "by room, in their order");
        }
        assertEquals(List.of(), whole.errors());
        long lines = Input.lines(bytes).size();
        int published = whole.published().values().stream().mapToInt(List::size).sum();
        assertTrue(published <= lines * bytes.length);
        assertTrue(whole.written().length() <= (2 + lines) * LONGEST_ANSWER, whole.written());
        assertReadable(whole.written());
    }

    /** Nothing that a person is shown controls the terminal, and every line is known by how it begins. */
    private static void assertReadable(String written) {
        if (written.isEmpty()) {
            return;
        }
        assertTrue(written.endsWith("\n"));
        for (String line : Arrays.asList(written.split("\n", -1)).subList(0, written.split("\n", -1).length - 1)) {
            assertTrue(line.matches("[*!{].*|server is closed, bye"), line);
            assertTrue(line.codePoints().noneMatch(Character::isISOControl), line);
        }
    }
}
