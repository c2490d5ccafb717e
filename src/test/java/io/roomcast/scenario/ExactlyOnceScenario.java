package io.roomcast.scenario;

import io.roomcast.kit.EngineAround;
import io.roomcast.kit.FaultyEngine;
import io.roomcast.kit.FaultyEngine.Fault;
import io.roomcast.kit.HandWorkers;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.who.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishers that retry over a store that fails, readers that are cut at random and come back, a history that is trimmed
 * meanwhile: all decided by one seed, on one thread.
 */
final class ExactlyOnceScenario {
    private static final String ROOM = "lobby";
    private static final int PUBLISHERS = 4;

    private final Random random;
    private final ScenarioBug bug;
    private final ExactlyOnceChecker checker = new ExactlyOnceChecker();
    private final World world;
    private final List<ScriptedReader> readers = new ArrayList<>();
    private final List<ScriptedPublisher> publishers = new ArrayList<>();
    private final int events;

    ExactlyOnceScenario(long seed, int events, int readers, ScenarioBug bug) {
        this.random = new Random(seed);
        this.events = events;
        this.bug = bug;
        this.world = new World(settings(), Access.OPEN, new HandWorkers(random), this::around);
        for (int number = 1; number <= readers; number++) {
            boolean twice = bug == ScenarioBug.DELIVER_TWICE;
            this.readers.add(new ScriptedReader(world.session("reader" + number), random, twice));
        }
        for (int number = 0; number < PUBLISHERS; number++) {
            publishers.add(new ScriptedPublisher(this.readers.get(number).session(), this.readers, checker, random));
        }
    }

    private static WorldSettings settings() {
        WorldSettings settings = new WorldSettings();
        settings.events = 150;
        settings.privateEvents = 30;
        settings.page = 20;
        return settings;
    }

    private Engine around(Engine memory) {
        return new FaultyEngine(new BuggyEngine(unhurried(memory), bug)).failBy(number -> switch (random.nextInt(40)) {
            case 0 -> Fault.BUSY;
            case 1 -> Fault.WRITTEN_UNTOLD;
            case 2 -> Fault.LOST_UNTOLD;
            default -> Fault.NONE;
        });
    }

    /** It appends some time later, so that what arrives meanwhile makes a group. */
    private Engine unhurried(Engine memory) {
        return new EngineAround(memory) {
            @Override
            public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
                CompletableFuture<List<Outcome>> later = new CompletableFuture<>();
                world.workers.execute(() -> innerLog().append(drafts, lease).thenAccept(later::complete));
                return later;
            }
        };
    }

    /** Runs until all is published and read, and says what went wrong. */
    List<Problem> run() {
        readers.forEach(reader -> reader.connect(world.rooms, ROOM));
        world.run();
        for (long step = 0; checker.acknowledged() < events && step < 200L * events; step++) {
            step();
        }
        finish();
        if (checker.acknowledged() < events || !publishers.stream().allMatch(ScriptedPublisher::isAnswered)) {
            checker.complain("only " + checker.acknowledged() + " of " + events + " were acknowledged");
        }
        return checker.check(readers.stream().map(ScriptedReader::transcript).toList());
    }

    /** How many gaps were told, so that a run without any is noticed. */
    long gaps() {
        return readers.stream().mapToLong(reader -> reader.transcript().gaps()).sum();
    }

    private void step() {
        for (int tasks = random.nextInt(6); tasks > 0; tasks--) {
            world.workers.runOne();
        }
        publishers.get(random.nextInt(PUBLISHERS)).act(world.rooms, ROOM, true);
        ScriptedReader reader = readers.get(random.nextInt(readers.size()));
        reader.drain();
        if (!reader.isConnected()) {
            if (random.nextInt(8) == 0) {
                reader.connect(world.rooms, ROOM);
            }
        } else if (random.nextInt(60) == 0) {
            reader.cut();
        }
        if (random.nextInt(50) == 0) {
            world.time.ringNext(world.time.in(Duration.ofMillis(random.nextInt(200))));
        }
    }

    private void finish() {
        for (int round = 0; round < 200; round++) {
            publishers.forEach(publisher -> publisher.act(world.rooms, ROOM, false));
            readers.stream()
                    .filter(reader -> !reader.isConnected())
                    .forEach(reader -> reader.connect(world.rooms, ROOM));
            readers.forEach(ScriptedReader::drain);
            world.pass(Duration.ofMillis(100));
        }
        while (readers.stream().anyMatch(reader -> !reader.isConnected())) {
            readers.stream()
                    .filter(reader -> !reader.isConnected())
                    .forEach(reader -> reader.connect(world.rooms, ROOM));
            world.run();
        }
        for (int round = 0; round < 1000; round++) {
            readers.forEach(ScriptedReader::drain);
            world.run();
        }
    }
}
