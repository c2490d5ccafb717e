package io.roomcast.room.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a content's meta")
class MetaTest {
    private static final Member ANN = new Member("ann-id", "ann");

    private static Content with(String meta) {
        return new Content("message", "1", false, List.of("bob-id"), true, meta);
    }

    private static String fingerprint(Content... contents) {
        return new Draft("lobby", ANN, "c-1", List.of(contents)).fingerprint();
    }

    @Test
    @DisplayName("is nothing unless somebody gives it")
    void nothing() {
        assertEquals("", Content.of("message", "1").meta());
        assertEquals(with(""), new Content("message", "1", false, List.of("bob-id"), true));
    }

    @Test
    @DisplayName("has at most 1024 characters")
    void length() {
        assertEquals(1024, with("x".repeat(1024)).meta().length());
        assertThrows(IllegalArgumentException.class, () -> with("x".repeat(1025)));
    }

    @Test
    @DisplayName("counts in what an event and a draft take")
    void size() {
        long without = 200 + 1 + 18;
        Content content = with("{\"a\":1}");
        assertEquals(without, new Event("lobby", Position.START, Instant.EPOCH, ANN, with("")).size());
        assertEquals(without + 7, new Event("lobby", Position.START, Instant.EPOCH, ANN, content).size());
        assertEquals(without + 7 + without, new Draft("lobby", ANN, "", List.of(content, with(""))).size());
    }

    @Test
    @DisplayName("changes the fingerprint, and where there is none it is what stores have had all along")
    void fingerprints() {
        assertEquals("f3cf795dcbaf839efcdae01847ee86eb", fingerprint(Content.of("message", "1")));
        assertEquals(
                "962c5c1efb26fb2eddaff1c43a665bd8",
                fingerprint(new Content("deed", "[1,2]", true, List.of("ann-id", "bob-id"), false)));
        assertNotEquals(fingerprint(with("")), fingerprint(with("{}")));
        assertNotEquals(fingerprint(with("{\"a\":1}")), fingerprint(with("{}")));
        assertNotEquals(fingerprint(with("{}"), with("")), fingerprint(with(""), with("{}")));
    }
}
