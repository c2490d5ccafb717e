package io.roomcast.channel.websocket;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The assembler of messages from their parts, with a limit on size. It holds no memory between messages. Used by the
 * container's thread for the connection.
 */
public final class MessageAssembler {
    private final int most;
    private StringBuilder parts; // null until a text arrives in parts
    private ByteArrayOutputStream pieces; // null until a binary message arrives in parts
    private long size;

    /** Limits each message to {@code most} bytes of UTF-8. */
    public MessageAssembler(int most) {
        this.most = most;
    }

    /** Returns the whole text with its last part. */
    public Optional<String> text(String part, boolean last) {
        grow(bytes(part));
        if (last && parts == null) {
            size = 0;
            return Optional.of(part);
        }
        StringBuilder text = (parts == null ? new StringBuilder() : parts).append(part);
        parts = last ? null : text;
        if (!last) {
            return Optional.empty();
        }
        size = 0;
        return Optional.of(text.toString());
    }

    /** Returns the whole binary message with its last part. */
    public Optional<byte[]> bytes(ByteBuffer part, boolean last) {
        grow(part.remaining());
        ByteArrayOutputStream whole = pieces == null ? new ByteArrayOutputStream() : pieces;
        byte[] piece = new byte[part.remaining()];
        part.get(piece);
        whole.writeBytes(piece);
        pieces = last ? null : whole;
        if (!last) {
            return Optional.empty();
        }
        size = 0;
        return Optional.of(whole.toByteArray());
    }

    /** Skips the bytes of an unwanted message. Returns whether the message is over. */
    public boolean ignored(int bytes, boolean last) {
        grow(bytes);
        if (last) {
            size = 0;
        }
        return last;
    }

    private void grow(int bytes) {
        size += bytes;
        if (size > most) {
            parts = null;
            pieces = null;
            throw new Refusal(Code.TOO_LARGE, "a message may have at most " + most + " bytes");
        }
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
