package io.roomcast.kit;

import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.room.Cursor;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Rooms over a memory engine in which nothing moves unless the test moves it. */
public final class World {
    public static final Instant BEGINNING = Instant.parse("2026-11-20T10:15:30.123Z");

    public final HandTime time = new HandTime(BEGINNING);
    public final HandWorkers workers;
    public final WorldSettings settings;
    public final Engine engine;
    public final Rooms rooms;
    public final Sessions sessions;

    public World() {
        this(new WorldSettings());
    }

    public World(WorldSettings settings) {
        this(settings, Access.OPEN, new HandWorkers(), engine -> engine);
    }

    /** Something of the test's may stand around the memory engine. */
    public World(WorldSettings settings, UnaryOperator<Engine> around) {
        this(settings, Access.OPEN, new HandWorkers(), around);
    }

    public World(WorldSettings settings, Access access, HandWorkers workers, UnaryOperator<Engine> around) {
        this.settings = settings;
        this.workers = workers;
        this.engine = around.apply(new MemoryEngine(settings.retention(), time, new Random(7)));
        this.rooms = new Rooms(engine, access, time, workers, settings.limits(), settings.programs);
        this.sessions = new Sessions(engine.sessions(), time, new Random(8), Duration.ofDays(7));
    }

    /** Runs all that is to be done now. */
    public void run() {
        workers.run();
    }

    /** Lets time pass; all that becomes due is done. */
    public void pass(Duration duration) {
        Duration until = time.in(duration);
        run();
        while (time.ringNext(until)) {
            run();
        }
    }

    public Session session(String name) {
        return sessions.open(name);
    }

    /** Begins to read and runs what follows from it. */
    public Cursor read(String room, ReadRequest entry, RecordingOutlet outlet) {
        Cursor cursor = rooms.read(room, entry, outlet);
        run();
        return cursor;
    }

    /** A live reader with a seat. */
    public RecordingOutlet live(String room, Session session, Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        read(room, ReadRequest.live(Visitor.ANYBODY, session, start), outlet);
        return outlet;
    }

    /** A live reader without a session. */
    public RecordingOutlet live(String room, Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        read(room, ReadRequest.live(Visitor.ANYBODY, start), outlet);
        return outlet;
    }

    /** One answer from the history. */
    public RecordingOutlet once(String room, Start start, int limit) {
        return once(room, ReadRequest.once(Visitor.ANYBODY, start, limit));
    }

    /** One answer from the history to a session. */
    public RecordingOutlet once(String room, Session session, Start start, int limit) {
        return once(room, ReadRequest.once(Visitor.ANYBODY, session, start, limit));
    }

    private RecordingOutlet once(String room, ReadRequest request) {
        RecordingOutlet outlet = new RecordingOutlet();
        read(room, request, outlet);
        return outlet;
    }

    /** Publishes without waiting for anything. */
    public CompletionStage<Position> publish(String room, Member from, String id, Content... contents) {
        Draft draft = new Draft(room, from, id, List.of(contents));
        return rooms.publish(Visitor.ANYBODY, draft)
                .thenApply(ack -> ack.position().orElseThrow());
    }

    /** Numbers {@code from} to {@code to} are published by nobody in particular, one by one. */
    public void say(String room, long from, long to) {
        for (long number = from; number <= to; number++) {
            publish(room, Member.guest("ann"), "", Content.of("message", Long.toString(number)));
            run();
        }
    }

    /** Publishes and runs; the acknowledged position. */
    public Position say(String room, Session from, Content... contents) {
        CompletionStage<Position> ack = publish(room, from.member(), "", contents);
        run();
        return ack.toCompletableFuture().join();
    }

    /** The refusal with which a publish, or anything else, came to nothing. */
    public static Refusal refusal(CompletionStage<?> stage) {
        CompletableFuture<?> failed = stage.toCompletableFuture();
        if (!failed.isCompletedExceptionally()) {
            throw new AssertionError("it was not refused but is " + failed);
        }
        return Refusal.of(failed.handle((done, failure) -> failure).join());
    }

    /** Whether there is an outcome. */
    public static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    public static Content to(String data, Session... members) {
        List<String> ids = List.of(members).stream().map(Session::id).toList();
        return new Content("message", data, false, ids, true);
    }

    public static Content unechoed(String data) {
        return new Content("message", data, false, List.of(), false);
    }

    /** The members of a room. */
    public List<Member> members(String room) {
        return rooms.members(room, 0, Integer.MAX_VALUE).toCompletableFuture().join().members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    /** How many are in a room. */
    public int count(String room) {
        return rooms.members(room, 0, 0).toCompletableFuture().join().count();
    }
}
