package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store whose file is gone or empty")
class EmptiedStoreTest extends OnDisk {
    private List<String> logged() {
        List<String> lines = new ArrayList<>();
        Handler handler = LogLines.of(Store.class, lines);
        try {
            open().close();
        } finally {
            Logger.getLogger(Store.class.getName()).removeHandler(handler);
        }
        return lines;
    }

    @Test
    @DisplayName("is new, and the log says that there was another")
    void emptied() throws Exception {
        assertEquals(List.of(), logged());
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one", "two");
        }
        assertEquals(List.of(), logged());
        Files.write(file(), new byte[0]);
        List<String> lines = logged();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("is new, but another was here"), lines.get(0));
        assertEquals(List.of(), logged());
    }
}
