package io.roomcast.engine.jdbc;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder that is opened again and again, with what is said in one of its rooms. */
abstract class StoreOnDisk {
    static final String ROOM = "lobby";
    static final Member ANN = new Member("ann-id", "ann");
    static final Member BOB = new Member("bob-id", "bob");

    final HandTime time = new HandTime(World.BEGINNING);
    final Settings settings = new Settings();
    private int lives;

    @TempDir
    Path folder;

    Path file() {
        return folder.resolve("a/roomcast.db");
    }

    JdbcEngine open() {
        return open(file());
    }

    JdbcEngine open(Path file) {
        return open(file, UnaryOperator.identity());
    }

    /** @param around what each connection becomes */
    JdbcEngine open(Path file, UnaryOperator<Connection> around) {
        try {
            return new JdbcEngine(
                    Store.open(file, settings.retention(), time, new Random(++lives), Thread::new, around));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static Position say(JdbcEngine engine, String id) {
        return assertInstanceOf(Receipt.Appended.class, published(engine, id)).position();
    }

    static Receipt published(JdbcEngine engine, String id) {
        Content content = Content.of("message", '"' + id + '"');
        return now(engine.append(List.of(new Draft(ROOM, ANN, id, List.of(content)))))
                .get(0);
    }

    static List<String> said(JdbcEngine engine) {
        return now(engine.read(ROOM, 0, 1000, 1 << 20)).events().stream()
                .map(Event::content)
                .map(Content::data)
                .toList();
    }

    static Span span(JdbcEngine engine) {
        return now(engine.open(ROOM));
    }

    static Receipt whispered(JdbcEngine engine) {
        Content secret = new Content("message", "1", false, List.of(BOB.id()), true);
        return now(engine.append(List.of(new Draft(ROOM, ANN, "", List.of(secret)))))
                .get(0);
    }
}
