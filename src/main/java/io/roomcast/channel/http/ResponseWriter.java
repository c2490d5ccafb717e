package io.roomcast.channel.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the body of one response without ever blocking, one text at a time. Any thread may hand a text in; whoever finds
 * nobody writing does all the writing there is to do.
 */
final class ResponseWriter implements WriteListener {
    /** What is handed over at once; what cannot be sent of it, the container copies. */
    private static final int PIECE = 16 << 10;

    private final ServletOutputStream out;
    private final AsyncRequest async;
    private final int heldBack;
    private final Runnable broken;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicReference<Text> next = new AtomicReference<>();
    private final AtomicReference<Text> last = new AtomicReference<>();
    private Text current;
    private boolean begun;
    private final AtomicLong progress = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();

    private static final class Text {
        private final byte[] bytes;
        private final int shown;
        private final Runnable written;
        private int at;
        private boolean flushed;

        /** @param shown how many of the bytes are flushed; those behind them are left in the container's buffer */
        Text(byte[] bytes, int shown, Runnable written) {
            this.bytes = bytes;
            this.shown = shown;
            this.written = written;
        }
    }

    /**
     * When the connection fails, {@code broken} is run on whatever thread found out.
     *
     * @param heldBack if the end of a last text is to be sent by nothing but the request's end: how many bytes of it the
     *     container's buffer can hold back; else 0
     */
    ResponseWriter(ServletOutputStream out, AsyncRequest async, int heldBack, Runnable broken) {
        this.out = out;
        this.async = async;
        this.heldBack = heldBack;
        this.broken = broken;
    }

    /** Writes a text; {@code written} is run when it is out, and only then may the next come. */
    void write(byte[] bytes, Runnable written) {
        next.set(new Text(bytes, bytes.length, written));
        advance();
    }

    /** Writes a last text when what is under way is out. */
    void end(byte[] bytes, Runnable written) {
        last.set(lastText(bytes, written));
        advance();
    }

    private Text lastText(byte[] bytes, Runnable written) {
        if (heldBack == 0) {
            return new Text(bytes, bytes.length, written);
        }
        // What the buffer cannot hold the container sends at once, to its end: of that, one byte waits in the emptied
        // buffer.
        int shown = bytes.length <= heldBack ? 0 : bytes.length - 1;
        Text text = new Text(bytes, shown, written);
        text.flushed = shown == 0;
        return text;
    }

    /** A number that grows while something is written. */
    long progress() {
        return progress.get();
    }

    @Override
    public void onWritePossible() {
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        fail();
    }

    private void advance() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int taken = 1;
        do {
            turn();
            taken = turns.addAndGet(-taken);
        } while (taken > 0);
    }

    private void turn() {
        try {
            async.use(() -> {
                while (!async.isReturned() && hasText() && out.isReady()) {
                    step();
                }
            });
        } catch (IOException | RuntimeException gone) {
            // A container that has put the request away throws whatever it likes.
            fail();
        }
    }

    private boolean hasText() {
        if (current == null) {
            current = next.getAndSet(null);
        }
        if (current == null) {
            current = last.getAndSet(null);
        }
        return current != null;
    }

    /** Does one thing that does not block, as the container has just promised. */
    private void step() throws IOException {
        progress.incrementAndGet();
        int end = current.flushed ? current.bytes.length : current.shown;
        if (current.at < end) {
            int length = Math.min(PIECE, end - current.at);
            out.write(current.bytes, current.at, length);
            current.at += length;
        } else if (!current.flushed) {
            // Open Liberty takes no notice of a response's first flush, so that one is done twice.
            current.flushed = begun;
            begun = true;
            out.flush();
        } else {
            Text done = current;
            current = null;
            done.written.run();
        }
    }

    private void fail() {
        if (failed.compareAndSet(false, true)) {
            broken.run();
        }
    }
}
