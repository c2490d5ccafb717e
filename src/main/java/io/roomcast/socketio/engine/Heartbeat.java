package io.roomcast.socketio.engine;

import io.roomcast.room.time.Time;
import java.time.Duration;

/**
 * The heartbeat of a session: in version 4 the server pings, in version 3 the client does. Any thread reports signs of
 * life; alarms run on a thread that may write.
 */
final class Heartbeat {
    /** An alarm that is so many milliseconds late was held up by a pause of the whole process. */
    private static final long PAUSE = 2000;

    private final EngineSessions engines;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable silent;
    private Time.Alarm alarm = () -> {};
    private long heard;
    private long round;
    private boolean forgiven;
    private boolean over;

    /** Runs {@code ping} to ping the client, and {@code silent} when there was no sign of life in time. */
    Heartbeat(EngineSessions engines, Runnable ping, Runnable silent) {
        this.engines = engines;
        this.settings = engines.settings();
        this.ping = ping;
        this.silent = silent;
    }

    /** Schedules the next ping, at the start and after each pong. */
    synchronized void pingLater() {
        if (!over) {
            alarm.off();
            round++;
            alarm = engines.after(settings.pingInterval(), this::pingNow);
        }
    }

    /** Starts to wait for the client's own pings. */
    synchronized void awaitPings() {
        heard = engines.time().elapsed();
        await(settings.pingInterval().plus(settings.pingTimeout()));
    }

    /** Notes that any packet arrived from the client. */
    synchronized void heard() {
        heard = engines.time().elapsed();
    }

    synchronized void stop() {
        over = true;
        alarm.off();
    }

    private void pingNow() {
        synchronized (this) {
            if (over) {
                return;
            }
            heard = engines.time().elapsed();
            await(settings.pingTimeout());
        }
        ping.run();
    }

    /** Waits for a silence of this length. Each sign of life restarts the wait. */
    private void await(Duration patience) {
        forgiven = false;
        lookAfter(patience, patience, ++round);
    }

    private void lookAfter(Duration delay, Duration patience, long mine) {
        long due = engines.time().elapsed() + delay.toMillis();
        alarm = engines.after(delay, () -> look(due, patience, mine));
    }

    /** Checks for silence. Ignores an alarm of an earlier round, which a pong has ended meanwhile. */
    private void look(long due, Duration patience, long mine) {
        synchronized (this) {
            long now = engines.time().elapsed();
            if (over || mine != round) {
                return;
            }
            if (now - due > PAUSE && !forgiven) {
                // The process stood still, and nobody listened meanwhile.
                forgiven = true;
                heard = now;
            }
            long left = patience.toMillis() - (now - heard);
            if (left > 0) {
                lookAfter(Duration.ofMillis(left), patience, mine);
                return;
            }
        }
        silent.run();
    }
}
