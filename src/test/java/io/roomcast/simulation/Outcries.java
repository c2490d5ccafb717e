package io.roomcast.simulation;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes every fault that servers log as their own for a problem; that stores fail and nobody knows is not worth a line. */
public final class Outcries implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.roomcast");

    private final Level before = LOG.getLevel();
    private final Handler handler;

    public Outcries(History history) {
        this.handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                history.problem("a server logged: %s %s", logged.getMessage(), logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    public void begin() {
        LOG.setLevel(Level.SEVERE);
        LOG.addHandler(handler);
    }

    @Override
    public void close() {
        LOG.removeHandler(handler);
        LOG.setLevel(before);
    }
}
