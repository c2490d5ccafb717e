package io.roomcast.simulation;

import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import io.roomcast.room.who.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One server from its start until it is killed: rooms over an engine of its own, its tasks, and its own clock. While it
 * is paused whatever reaches it waits. One thread.
 */
public final class Node implements Workers {
    private final int number;
    private final Agenda agenda;
    private final RandomGenerator random;
    private final List<Runnable> tasks = new ArrayList<>();
    private final Deque<Runnable> input = new ArrayDeque<>();
    private final Clock clock;
    private final SimEngine engine;
    private final Rooms rooms;
    private boolean paused;
    private boolean dead;
    private int alarms;

    public Node(
            int number,
            SimStore store,
            Agenda agenda,
            RandomGenerator random,
            Limits limits,
            Cluster.Setting setting,
            Instant started) {
        this.number = number;
        this.agenda = agenda;
        this.random = random;
        this.clock = new Clock(started.minusNanos(agenda.now() * 1000), random.nextLong(Agenda.SECOND));
        this.engine = new SimEngine(store, this);
        this.rooms = new Rooms(engine, Access.OPEN, clock, this, limits, setting.programs(this));
    }

    /** This server's clock: it is wrong on the wall, and counts from a moment of its own. */
    private final class Clock implements Time {
        private final Instant zero;
        private final long ahead;

        Clock(Instant zero, long ahead) {
            this.zero = zero;
            this.ahead = ahead;
        }

        @Override
        public Instant instant() {
            return zero.plusNanos(agenda.now() * 1000);
        }

        @Override
        public long elapsed() {
            return (agenda.now() + ahead) / Agenda.MILLI;
        }

        @Override
        public Alarm after(Duration delay, Runnable alarm) {
            Ring ring = new Ring(alarm);
            alarms++;
            agenda.after(delay.toNanos() / 1000, () -> arrive(ring));
            return ring;
        }
    }

    private final class Ring implements Runnable, Time.Alarm {
        private final Runnable alarm;
        private boolean over;

        Ring(Runnable alarm) {
            this.alarm = alarm;
        }

        @Override
        public void run() {
            if (!over) {
                off();
                alarm.run();
            }
        }

        @Override
        public void off() {
            alarms -= over ? 0 : 1;
            over = true;
        }
    }

    public int number() {
        return number;
    }

    public Rooms rooms() {
        return rooms;
    }

    public SimEngine engine() {
        return engine;
    }

    /** How many alarms are set. */
    public int alarms() {
        return alarms;
    }

    public boolean isDead() {
        return dead;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    public boolean hasWork() {
        return !paused && !tasks.isEmpty();
    }

    /** One of its tasks, whichever the seed decides. */
    public void work() {
        tasks.remove(random.nextInt(tasks.size())).run();
    }

    /** Something reaches the server after a while: what a client sent, an answer, an alarm. */
    public Time.Alarm later(long micros, Runnable deed) {
        return agenda.after(micros, () -> arrive(deed));
    }

    /** Something reaches the server now. */
    public void arrive(Runnable deed) {
        if (dead) {
            return;
        }
        if (paused) {
            input.add(deed);
        } else {
            deed.run();
        }
    }

    public void pause() {
        paused = true;
    }

    /** It goes on, with all that came meanwhile, in any order. */
    public void goOn() {
        paused = false;
        tasks.addAll(input);
        input.clear();
    }

    /** It is gone in this moment; what it asked the store for may still be done there. */
    public void kill() {
        dead = true;
        tasks.clear();
        input.clear();
        engine.gone();
    }
}
