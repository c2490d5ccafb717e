package io.roomcast.engine.sqlite;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the lines that a class logs. */
final class LogLines extends Handler {
    private final List<String> lines;

    private LogLines(List<String> lines) {
        this.lines = lines;
    }

    /** Adds each line to a list from now on, until the handler is removed from the logger of this class. */
    static Handler of(Class<?> logging, List<String> lines) {
        Handler handler = new LogLines(lines);
        Logger.getLogger(logging.getName()).addHandler(handler);
        return handler;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
