package io.roomcast.engine.sqlite.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.engine.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sessions that were ended")
class EndedSessionsTest extends OnDisk {
    private final List<String> heard = new ArrayList<>();

    private SessionStore heard(SqliteEngine engine) {
        engine.sessions().watch(new SessionStore.Listener() {
            @Override
            public void ended(String session) {
                heard.add(session);
            }

            @Override
            public void withdrawn() {
                heard.add("all");
            }
        });
        return engine.sessions();
    }

    @Test
    @DisplayName("stay so after a restart, in a backup, and in a store that was repaired")
    void stay() throws Exception {
        try (SqliteEngine engine = open()) {
            SessionStore sessions = heard(engine);
            assertFalse(sessions.isEnded("ann-id"));
            now(sessions.end("ann-id"));
            assertTrue(sessions.isEnded("ann-id"));
            assertFalse(sessions.isEnded("bob-id"));
            assertEquals(List.of("ann-id"), heard);
        }
        assertWhole(file());
        Path backup = folder.resolve("backup.db");
        assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
        try (SqliteEngine engine = open()) {
            assertTrue(engine.sessions().isEnded("ann-id"));
        }
        Files.writeString(file().resolveSibling("roomcast.db.damaged"), "a test\n");
        try (SqliteEngine engine = open()) {
            assertTrue(engine.sessions().isEnded("ann-id"));
        }
    }

    @Test
    @DisplayName("are forgotten when their newest token has expired, in memory and on disk")
    void forgotten() throws Exception {
        try (SqliteEngine engine = open()) {
            now(engine.sessions().end("ann-id"));
            time.set(World.BEGINNING.plus(settings.idLife).plusSeconds(60));
            now(engine.sessions().end("bob-id"));
            new Asked(engine).tidy();
            assertTrue(engine.sessions().isEnded("ann-id"));
            time.set(time.instant().plusMillis(1));
            new Asked(engine).tidy();
            assertFalse(engine.sessions().isEnded("ann-id"));
            assertTrue(engine.sessions().isEnded("bob-id"));
            assertEquals(1, count("ended_sessions"));
        }
    }

    @Test
    @DisplayName("are not taken for ended when that could not be written")
    void notWritten() throws Exception {
        SqliteEngine engine = open();
        SessionStore sessions = heard(engine);
        engine.close();
        assertThrows(CompletionException.class, () -> now(sessions.end("ann-id")));
        assertFalse(sessions.isEnded("ann-id"));
        assertEquals(List.of(), heard);
    }
}
