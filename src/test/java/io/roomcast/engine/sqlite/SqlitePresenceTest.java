package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.engine.PresenceContract;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.room.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("who is in rooms on SQLite")
class SqlitePresenceTest extends PresenceContract {
    @TempDir
    private Path folder;

    @Override
    protected Engine create() {
        try {
            return new SqliteEngine(
                    Store.open(folder.resolve("roomcast.db"), settings.retention(), time, new Random(1), Thread::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void whatIsToldOfTheRoomsAgreesWithTheirRows() {
        assertEquals(0, StoreCommands.run("check", folder.resolve("roomcast.db"), List.of()));
    }
}
