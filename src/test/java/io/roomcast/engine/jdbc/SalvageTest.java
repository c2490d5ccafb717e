package io.roomcast.engine.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store that is made whole")
class SalvageTest extends OnDisk {
    /** Keeps what is logged. */
    private static final class Lines extends Handler {
        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("says in the log which rooms lost how many events from where, and where the damaged files are")
    void logged() throws IOException {
        try (JdbcEngine engine = open()) {
            sayMany(engine, "quiet", 3, 10);
            sayMany(engine, "loud", 300, 1000);
        }
        cut(file(), Files.size(file()) - 20 * PAGE);
        List<String> lines = new ArrayList<>();
        Handler handler = new Lines(lines);
        Logger logger = Logger.getLogger(Salvage.class.getName());
        logger.addHandler(handler);
        try (JdbcEngine engine = open()) {
            long head = span(engine, "loud").head();
            assertTrue(head > 0 && head < 300, "head " + head);
            String all = String.join("\n", lines);
            String line = "the room loud lost " + (300 - head) + " events from offset " + (head + 1) + " on";
            assertTrue(all.contains(line), line + " in " + all);
            assertTrue(all.contains("cut off at the end"), all);
            assertTrue(all.contains("roomcast.db.damaged-"), all);
            assertFalse(all.contains("quiet"), all);
            assertEquals(3, span(engine, "quiet").head());
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    @DisplayName("that lost its front keeps the longer end, and who stands before it is told from where")
    void front() throws IOException {
        try (JdbcEngine engine = open()) {
            sayMany(engine, "a", 300, 900);
        }
        String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
        overwrite(bytes.indexOf("1-20x") / PAGE + 1, new byte[PAGE]);
        try (JdbcEngine engine = open()) {
            assertThrows(CompletionException.class, () -> said(engine, "a"));
            assertNotEquals("", engine.trouble().orElse(""));
        }
        try (JdbcEngine engine = open()) {
            assertTrue(span(engine, "a").oldest() > 1);
            assertEquals(300, span(engine, "a").head());
            assertEquals(301 - span(engine, "a").oldest(), said(engine, "a").size());
        }
    }

    @Test
    @DisplayName("that lost an acknowledged event takes it again when it is repeated")
    void repeated() throws IOException {
        try (JdbcEngine engine = open()) {
            sayMany(engine, "a", 300, 1000);
            say(engine, "a", "last");
        }
        cut(file(), Files.size(file()) - 20 * PAGE);
        try (JdbcEngine engine = open()) {
            long head = span(engine, "a").head();
            assertTrue(head < 300);
            assertEquals(head + 1, say(engine, "a", "last").offset());
        }
    }
}
