package io.roomcast.socketio.engine;

import io.roomcast.room.time.Time;
import java.time.Duration;

/**
 * The sign of life between a session and its client: in version 4 the server pings, in version 3 the client does. Any
 * thread tells it what was heard; alarms come on a thread that may write.
 */
final class Heartbeat {
    private final EngineSessions engines;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable silent;
    private Time.Alarm alarm = () -> {};
    private long heard;
    private long round;
    private boolean over;

    /** {@code ping} is run when the client is to be pinged, {@code silent} when it has not been heard in time. */
    Heartbeat(EngineSessions engines, Runnable ping, Runnable silent) {
        this.engines = engines;
        this.settings = engines.settings();
        this.ping = ping;
        this.silent = silent;
    }

    /** Begins, or begins anew with the client's answer: the next ping is due after the interval. */
    synchronized void pingLater() {
        if (!over) {
            alarm.off();
            round++;
            alarm = engines.after(settings.pingInterval(), this::pingNow);
        }
    }

    /** Begins to wait for the client's own pings. */
    synchronized void awaitPings() {
        heard = engines.time().elapsed();
        await(settings.pingInterval().plus(settings.pingTimeout()));
    }

    /** Something came from the client, whatever it was. */
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

    /** Waits until nothing was heard for that long; what is heard makes the wait begin anew. */
    private void await(Duration patience) {
        long mine = ++round;
        alarm = engines.after(patience, () -> look(patience, mine));
    }

    /** An alarm that went off while the client's answer came is not to be heeded. */
    private void look(Duration patience, long mine) {
        synchronized (this) {
            long left = patience.toMillis() - (engines.time().elapsed() - heard);
            if (over || mine != round) {
                return;
            }
            if (left > 0) {
                alarm = engines.after(Duration.ofMillis(left), () -> look(patience, mine));
                return;
            }
        }
        silent.run();
    }
}
