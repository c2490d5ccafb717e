package io.roomcast.channel.websocket;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts a message together from its parts, up to a bound, and keeps nothing between messages. Used by the one thread that
 * the container lends the connection.
 */
public final class MessageAssembler {
    private final int most;
    private Optional<StringBuilder> parts = Optional.empty();
    private Optional<ByteArrayOutputStream> pieces = Optional.empty();
    private long size;

    /** No message has more than {@code most} bytes of UTF-8. */
    public MessageAssembler(int most) {
        this.most = most;
    }

    /** The whole text once its last part is here. */
    public Optional<String> text(String part, boolean last) {
        grow(bytes(part));
        if (last && parts.isEmpty()) {
            size = 0;
            return Optional.of(part);
        }
        StringBuilder text = parts.orElseGet(StringBuilder::new).append(part);
        parts = last ? Optional.empty() : Optional.of(text);
        if (!last) {
            return Optional.empty();
        }
        size = 0;
        return Optional.of(text.toString());
    }

    /** The whole message of bytes once its last part is here. */
    public Optional<byte[]> bytes(ByteBuffer part, boolean last) {
        grow(part.remaining());
        ByteArrayOutputStream whole = pieces.orElseGet(ByteArrayOutputStream::new);
        byte[] piece = new byte[part.remaining()];
        part.get(piece);
        whole.writeBytes(piece);
        pieces = last ? Optional.empty() : Optional.of(whole);
        if (!last) {
            return Optional.empty();
        }
        size = 0;
        return Optional.of(whole.toByteArray());
    }

    /** Lets bytes pass that nobody wants; says whether the message is over. */
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
            parts = Optional.empty();
            pieces = Optional.empty();
            throw new Refusal(Code.TOO_LARGE, "a message has at most " + most + " bytes");
        }
    }

    /** How long a text is in UTF-8; each half of a pair counts for two, for a pair may come in two parts. */
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
