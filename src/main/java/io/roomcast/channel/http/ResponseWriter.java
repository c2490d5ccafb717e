package io.roomcast.channel.http;

import io.roomcast.channel.Quirks;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The non-blocking writer of one response's body, one text at a time. Any thread may hand in a text; if no thread is
 * writing, that thread writes until nothing is left.
 */
final class ResponseWriter implements WriteListener {
    /** How many bytes one write hands to the container, which copies those that it cannot send. */
    private static final int PIECE = 16 << 10;

    /** How many bytes a text may have on a connection that is not prepared for large ones. */
    private static final int LARGE = 2 << 10;

    private final ServletOutputStream out;
    private final AsyncRequest async;
    /** The size of the container's buffer if the last bytes must stay there until the request ends, or 0. */
    private final int heldBack;

    private final Runnable expectLargeTexts;
    private final Runnable broken;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicReference<Text> next = new AtomicReference<>();
    private final AtomicReference<Text> last = new AtomicReference<>();
    private Text current;
    private boolean flushIsIgnored;
    private boolean isReadyForLarge;
    private final AtomicLong progress = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();

    private static final class Text {
        private final byte[] bytes;
        private final int shown;
        private final Runnable written;
        private int at;
        private boolean flushed;

        /** @param shown how many of the bytes are flushed; the rest stays in the container's buffer */
        Text(byte[] bytes, int shown, Runnable written) {
            this.bytes = bytes;
            this.shown = shown;
            this.written = written;
        }
    }

    /** Runs {@code broken} when the connection fails, on the thread that notices. */
    ResponseWriter(
            HttpServletRequest request,
            HttpServletResponse response,
            AsyncRequest async,
            Quirks quirks,
            Runnable broken)
            throws IOException {
        this.out = response.getOutputStream();
        this.async = async;
        this.heldBack = quirks.losesRequestsBeforeCompletion() ? response.getBufferSize() : 0;
        this.flushIsIgnored = quirks.ignoresFirstFlush();
        this.expectLargeTexts = () -> quirks.expectLargeTexts(request);
        this.broken = broken;
    }

    /** Writes a text and runs {@code written} when it is sent. Only then may the next text come. */
    void write(byte[] bytes, Runnable written) {
        next.set(new Text(bytes, bytes.length, written));
        advance();
    }

    /** Writes a last text after the one under way. */
    void end(byte[] bytes, Runnable written) {
        last.set(lastText(bytes, written));
        advance();
    }

    private Text lastText(byte[] bytes, Runnable written) {
        if (heldBack == 0) {
            return new Text(bytes, bytes.length, written);
        }
        // The container sends a text that exceeds its buffer immediately and whole. So all but one byte are flushed,
        // and that byte waits in the emptied buffer.
        int shown = bytes.length <= heldBack ? 0 : bytes.length - 1;
        Text text = new Text(bytes, shown, written);
        text.flushed = shown == 0;
        return text;
    }

    /** Returns a number that grows with every write. */
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
            // A container that has recycled the request may throw anything.
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

    /** Does one step. It does not block, because the container has just reported that it is ready. */
    private void step() throws IOException {
        progress.incrementAndGet();
        int end = current.flushed ? current.bytes.length : current.shown;
        if (!isReadyForLarge && end > LARGE) {
            isReadyForLarge = true;
            expectLargeTexts.run();
        }
        if (current.at < end) {
            int length = Math.min(PIECE, end - current.at);
            out.write(current.bytes, current.at, length);
            current.at += length;
        } else if (!current.flushed) {
            current.flushed = !flushIsIgnored;
            flushIsIgnored = false;
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
