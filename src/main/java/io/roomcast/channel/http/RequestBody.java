package io.roomcast.channel.http;

import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Holding;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A reader of one request body, with limits on size and time. It reads without blocking, whatever the content type, and
 * hands on the whole body on a thread of the container.
 */
public final class RequestBody implements ReadListener {
    private static final int PIECE = 4 << 10;

    private final HttpExchange exchange;
    private final ServletInputStream in;
    private final int largest;
    private final Consumer<byte[]> whole;
    private final long declared;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Holding incomplete;
    private Time.Alarm late = () -> {};

    private RequestBody(HttpExchange exchange, ServletInputStream in, int largest, Consumer<byte[]> whole) {
        this.exchange = exchange;
        this.in = in;
        this.largest = largest;
        this.whole = whole;
        this.incomplete = exchange.account().holding(Use.INPUT);
        this.declared = exchange.request().getContentLengthLong();
    }

    /**
     * Starts to read at most {@code largest} bytes for at most {@code patience}. A refusal of the body, here or by
     * {@code whole}, becomes the response.
     */
    public static void read(HttpExchange exchange, int largest, Duration patience, Consumer<byte[]> whole) {
        if (exchange.request().getContentLengthLong() > largest) {
            throw tooLarge(largest);
        }
        try {
            ServletInputStream in = exchange.request().getInputStream();
            RequestBody body = new RequestBody(exchange, in, largest, whole);
            body.late = exchange.after(patience, body::isLate);
            in.setReadListener(body);
        } catch (IOException gone) {
            exchange.complete();
        }
    }

    private static Refusal tooLarge(int largest) {
        return new Refusal(Code.TOO_LARGE, "a body may have at most " + largest + " bytes; nothing was published");
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[PIECE];
        while (!over.get() && !isWhole() && in.isReady()) {
            if (!take(piece)) {
                onAllDataRead();
                return;
            }
        }
        if (isWhole()) {
            onAllDataRead();
        }
    }

    /** Reads the available bytes. Returns false at the end of the body. */
    private boolean take(byte[] piece) throws IOException {
        int length = in.read(piece);
        if (length < 0) {
            return false;
        }
        bytes.write(piece, 0, length);
        if (bytes.size() > largest) {
            finish(() -> exchange.refuse(tooLarge(largest)));
        } else if (!incomplete.holds(bytes.size() * 3L / 2)) {
            // The buffer grows by doubling.
            finish(() -> exchange.refuse(Account.refusal()));
        }
        return true;
    }

    /**
     * Whether the declared length was read. Then nothing more is asked of the container, whose own answer may come too
     * early or cost the connection.
     */
    private boolean isWhole() {
        return bytes.size() == declared;
    }

    /** Takes the rest, because a container may call this before it has handed out a body that has arrived. */
    @Override
    public void onAllDataRead() throws IOException {
        byte[] piece = new byte[PIECE];
        boolean more = true;
        while (more && !over.get() && in.available() > 0 && in.isReady()) {
            more = take(piece);
        }
        finish(() -> {
            try {
                whole.accept(bytes.toByteArray());
            } catch (Refusal refusal) {
                exchange.refuse(refusal);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        finish(exchange::lost);
    }

    private void isLate() {
        finish(() ->
                exchange.refuse(new Refusal(Code.IDLE, "the body took too long to arrive; nothing was published")));
    }

    private void finish(Runnable last) {
        if (over.compareAndSet(false, true)) {
            late.off();
            last.run();
        }
    }
}
