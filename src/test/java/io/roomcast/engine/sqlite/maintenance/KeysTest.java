package io.roomcast.engine.sqlite.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the keys that sign tokens")
class KeysTest extends OnDisk {
    private final Random random = new Random(7);

    private Keys keys() {
        return new Keys(file(), settings.idLife);
    }

    private String rotate(boolean cut) throws Exception {
        return keys().rotate(cut, time.instant(), random);
    }

    /** The same while a server uses the store, which looks at it again and again. */
    private String rotate(SqliteEngine engine, boolean cut) throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            try {
                said.complete(rotate(cut));
            } catch (Exception failure) {
                said.completeExceptionally(failure);
            }
        });
        command.start();
        while (command.isAlive()) {
            new Asked(engine).tidy();
        }
        new Asked(engine).tidy();
        return said.get();
    }

    private Sessions sessions(SqliteEngine engine) {
        return new Sessions(engine.sessions(), time, random, settings.idLife);
    }

    private static List<String> ids(SqliteEngine engine) {
        return engine.sessions().keys().stream().map(SigningKey::id).toList();
    }

    private static void assertRefused(Sessions sessions, Session session) {
        assertThrows(Refusal.class, () -> sessions.resume(session.token()));
    }

    @Test
    @DisplayName("are rotated while the server runs: both are accepted until the former one's tokens have expired")
    void rotated() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "the server has written");
            Sessions sessions = sessions(engine);
            Session ann = sessions.open("ann");
            String former = ids(engine).get(0);
            assertEquals(List.of(former + "  made on 2026-11-20, signs new tokens"), keys().list());
            time.set(World.BEGINNING.plus(settings.idLife.dividedBy(2)));
            String said = rotate(engine, false);
            String fresh = keys().list().get(0).substring(0, 8);
            assertEquals(
                    "ok: " + fresh + " signs new tokens; those of " + former
                            + " are accepted until 2026-11-30T22:15:30Z",
                    said);
            assertEquals(
                    List.of(
                            fresh + "  made on 2026-11-23, signs new tokens",
                            former + "  made on 2026-11-20, accepted until 2026-11-30T22:15:30Z"),
                    keys().list());
            new Asked(engine).tidy();
            assertEquals(List.of(fresh, former), ids(engine));
            Session renewed = sessions.renew(sessions.resume(ann.token()).member());
            time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(3).dividedBy(2)));
            new Asked(engine).tidy();
            assertEquals(List.of(fresh, former), ids(engine));
            time.set(time.instant().plusMillis(1));
            new Asked(engine).tidy();
            assertEquals(List.of(fresh), ids(engine));
            assertEquals(1, keys().list().size());
            time.set(World.BEGINNING.plus(settings.idLife));
            assertRefused(sessions, ann);
            assertEquals(ann.member(), sessions.resume(renewed.token()).member());
        }
    }

    @Test
    @DisplayName("are rotated at once when one has leaked: all earlier tokens are refused, also after a restart")
    void cut() throws Exception {
        Session ann;
        try (SqliteEngine engine = open()) {
            Sessions sessions = sessions(engine);
            ann = sessions.open("ann");
            say(engine, "lobby", "the server has written");
            rotate(engine, false);
            new Asked(engine).tidy();
            sessions.check(ann);
            String said = rotate(engine, true);
            new Asked(engine).tidy();
            assertThrows(Refusal.class, () -> sessions.check(ann));
            sessions.check(sessions.open("bob"));
            String fresh = ids(engine).get(0);
            assertEquals("ok: " + fresh + " signs new tokens; all others are refused", said);
            assertEquals(List.of(fresh), ids(engine));
            assertRefused(sessions, ann);
            assertEquals(1, keys().list().size());
        }
        try (SqliteEngine engine = open()) {
            assertRefused(sessions(engine), ann);
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("of a store without key ids: its tokens are good until they expire, and new ones have an id")
    void withoutIds() throws Exception {
        becomeStore("version-4");
        assertEquals(
                "the store was last used by an older Roomcast, which has one key: start the server first",
                assertThrows(IOException.class, () -> keys().list()).getMessage());
        assertThrows(IOException.class, () -> rotate(true));
        assertWhole(file());
        String token = "GS78tuTp5EAjZpDaAAAAAGsAHcJhbm4gFBEYY4oUWFKYFsfMJK3S";
        try (SqliteEngine engine = open()) {
            Sessions sessions = sessions(engine);
            assertEquals("ann", sessions.resume(token).member().name());
            assertTrue(sessions.open("bob").token().startsWith("1."));
            assertEquals(
                    "first  made before keys had ids, accepted until 2026-11-27T10:15:30Z",
                    keys().list().get(1));
            assertEquals(0, count("store WHERE name = 'key'"));
        }
        try (SqliteEngine engine = open()) {
            assertEquals(2, ids(engine).size());
            assertEquals("ann", sessions(engine).resume(token).member().name());
            time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
            new Asked(engine).tidy();
            assertEquals(1, ids(engine).size());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("that are garbage are replaced, and the others kept")
    void garbage() throws Exception {
        Session ann;
        try (SqliteEngine engine = open()) {
            ann = sessions(engine).open("ann");
        }
        rotate(false);
        change("UPDATE token_keys SET secret = '?' WHERE retired = 0");
        try (SqliteEngine engine = open()) {
            assertEquals(2, ids(engine).size());
            assertEquals(ann.member(), sessions(engine).resume(ann.token()).member());
            sessions(engine).open("bob");
        }
    }

    @Test
    @DisplayName("are rotated while no server runs, and each room goes on in its epoch")
    void atRest() throws Exception {
        Session ann;
        String epoch;
        try (SqliteEngine engine = open()) {
            ann = sessions(engine).open("ann");
            epoch = say(engine, "lobby", "one").epoch();
        }
        rotate(false);
        try (SqliteEngine engine = open()) {
            assertEquals(2, ids(engine).size());
            assertEquals(ann.member(), sessions(engine).resume(ann.token()).member());
            assertEquals(epoch, say(engine, "lobby", "two").epoch());
        }
    }

    @Test
    @DisplayName("are asked for where there is no store")
    void noStore() {
        assertThrows(IOException.class, () -> keys().list());
        assertThrows(IOException.class, () -> rotate(false));
    }
}
