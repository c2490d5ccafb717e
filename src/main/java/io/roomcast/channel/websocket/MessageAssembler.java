package io.roomcast.channel.websocket;

import io.roomcast.room.budget.Holding;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * The assembler of messages from their parts, with limits on size and time. It holds no memory between messages. Used by
 * the container's thread for the connection.
 */
public final class MessageAssembler {
    private final int most;
    private final Time time;
    private final Duration arrival;
    private final Holding incomplete;
    private final Runnable late;
    private StringBuilder parts; // null until a text arrives in parts
    private ByteArrayOutputStream pieces; // null until a binary message arrives in parts
    private long size;
    private boolean begun;
    private volatile boolean closed;
    private volatile Time.Alarm alarm = () -> {};

    /**
     * Limits each message to {@code most} bytes of UTF-8. Runs {@code late}, on the thread of the alarms, when the last
     * part of one is missing for longer than {@code arrival}.
     */
    public MessageAssembler(int most, Time time, Duration arrival, Holding incomplete, Runnable late) {
        this.most = most;
        this.time = time;
        this.arrival = arrival;
        this.incomplete = incomplete;
        this.late = late;
    }

    /** Returns the whole text with its last part. */
    public Optional<String> text(String part, boolean last) {
        grow(bytes(part), last);
        if (last && parts == null) {
            return Optional.of(part);
        }
        StringBuilder text = (parts == null ? new StringBuilder() : parts).append(part);
        parts = last ? null : text;
        return last ? Optional.of(text.toString()) : Optional.empty();
    }

    /** Returns the whole binary message with its last part. */
    public Optional<byte[]> bytes(ByteBuffer part, boolean last) {
        grow(part.remaining(), last);
        ByteArrayOutputStream whole = pieces == null ? new ByteArrayOutputStream() : pieces;
        byte[] piece = new byte[part.remaining()];
        part.get(piece);
        whole.writeBytes(piece);
        pieces = last ? null : whole;
        return last ? Optional.of(whole.toByteArray()) : Optional.empty();
    }

    /** Skips the bytes of an unwanted message. Returns whether the message is over. */
    public boolean ignored(int bytes, boolean last) {
        grow(bytes, last);
        return last;
    }

    /** Expects nothing more. Any thread. */
    public void close() {
        closed = true;
        alarm.off();
        incomplete.holds(0);
    }

    private void grow(int bytes, boolean last) {
        size += bytes;
        if (size > most) {
            parts = null;
            pieces = null;
            throw new Refusal(Code.TOO_LARGE, "a message may have at most " + most + " bytes");
        }
        if (last) {
            alarm.off();
            begun = false;
            size = 0;
            incomplete.holds(0);
            return;
        }
        if (!begun) {
            begun = true;
            alarm = time.after(arrival, late);
        }
        // The parts are collected in a buffer that grows by doubling.
        incomplete.require(closed ? 0 : size * 3 / 2);
    }

    /** Returns the length in UTF-8. Each surrogate counts 2 bytes, because a pair may be split over two parts. */
    private static int bytes(String text) {
        int bytes = 0;
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            if (next < 0x80) {
                bytes += 1;
            } else {
                bytes += next < 0x800 || Character.isSurrogate(next) ? 2 : 3;
            }
        }
        return bytes;
    }
}
