package io.roomcast.wire;

import io.roomcast.room.Part;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that carries lines both ways. Several rooms and the answers to commands share it, and one write is under
 * way at a time: answers go first, and each room offers again when it is free. Any thread may call it; the lock is held
 * for a moment and never over a write.
 */
public abstract class Connection {
    /** How long a farewell may take to be written before the connection is cut. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Reception reception;
    private final StringBuilder replies = new StringBuilder();
    private final List<Runnable> waiting = new ArrayList<>();
    private Optional<Ending> ending = Optional.empty();
    private boolean busy;
    private boolean closed;
    private Time.Alarm cut = () -> {};

    protected Connection(Reception reception) {
        this.reception = reception;
    }

    /** Writes a part; {@code written} is run once, on any thread, when it is out. Must not block or throw. */
    protected abstract void write(Part part, Runnable written);

    /** Writes whole lines, each with its end. Must not block or throw. */
    protected abstract void write(String lines, Runnable written);

    /** Closes the connection, with the close code of this end; called at most once. Must not block or throw. */
    protected abstract void close(Ending end);

    /** The last words of the whole connection; empty where it has none. */
    protected abstract String farewell(Ending end);

    /** What an outlet of this connection does with a part. */
    final boolean offer(Part part, Runnable again) {
        synchronized (this) {
            waiting.add(again);
            if (busy || ending.isPresent()) {
                return false;
            }
            busy = true;
        }
        write(part, this::written);
        return true;
    }

    /** Says one line as soon as nothing else is being written. Who never reads the answers is cut off. */
    protected final void reply(String line) {
        if (line.isEmpty()) {
            return;
        }
        String lines = "";
        boolean unread = false;
        synchronized (this) {
            if (ending.isPresent()) {
                return;
            }
            unread = replies.length() + line.length() > reception.bounds().replies();
            if (!unread) {
                lines = replyOrWait(line);
            }
        }
        if (unread) {
            end(Ending.of(Code.SLOW).because("the answers were not read"));
        } else if (!lines.isEmpty()) {
            write(lines, this::written);
        }
    }

    /** What may be written at once; guarded by the lock. */
    private String replyOrWait(String line) {
        replies.append(line).append('\n');
        if (busy) {
            return "";
        }
        busy = true;
        return takeReplies();
    }

    private String takeReplies() {
        String lines = replies.toString();
        replies.setLength(0);
        return lines;
    }

    private void written() {
        String lines;
        List<Runnable> next = List.of();
        Optional<Ending> over = Optional.empty();
        synchronized (this) {
            lines = takeReplies();
            if (lines.isEmpty()) {
                busy = false;
                over = ending;
                next = List.copyOf(waiting);
                waiting.clear();
            }
        }
        if (!lines.isEmpty()) {
            write(lines, this::written);
        } else if (over.isPresent()) {
            closeOnce(over.get());
        } else {
            next.forEach(Runnable::run);
        }
    }

    /**
     * Says bye and closes; after an error that ends the connection there is no more to say. A connection that cannot be
     * written to is cut after a moment.
     */
    protected final void end(Ending end) {
        String words = end.code().isEnd() ? farewell(end) : "";
        String bye = "";
        boolean idle;
        synchronized (this) {
            if (ending.isPresent()) {
                return;
            }
            idle = !busy;
            if (!words.isEmpty()) {
                bye = replyOrWait(words);
            }
            ending = Optional.of(end);
        }
        if (idle && bye.isEmpty()) {
            closeOnce(end);
            return;
        }
        Time.Alarm late = reception.time().after(FAREWELL, () -> closeOnce(end));
        synchronized (this) {
            cut = late;
        }
        if (!bye.isEmpty()) {
            write(bye, this::written);
        }
    }

    private void closeOnce(Ending end) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            cut.off();
        }
        close(end);
    }
}
