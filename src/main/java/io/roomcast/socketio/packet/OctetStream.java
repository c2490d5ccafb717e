package io.roomcast.socketio.packet;

import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A reader of version 3's binary body. Each packet is a byte 0 for text or 1 for binary, the digits of its length as
 * bytes 0 to 9, a byte 255, and its bytes. Here the length of a text is in bytes of UTF-8. One thread.
 */
final class OctetStream implements Supplier<Optional<EnginePacket>> {
    private static final int TEXT = 0;
    private static final int BINARY = 1;
    private static final int BEHIND_LENGTH = 255;
    private static final int DIGITS = 9;

    private final byte[] body;
    private int at;

    OctetStream(byte[] body) {
        this.body = body;
    }

    static byte[] of(List<EnginePacket> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EnginePacket packet : packets) {
            boolean binary = packet instanceof EnginePacket.Binary;
            byte[] bytes = packet instanceof EnginePacket.Text text
                    ? text.wire().getBytes(StandardCharsets.UTF_8)
                    : EngineCodec3.bytes((EnginePacket.Binary) packet);
            body.write(binary ? BINARY : TEXT);
            Integer.toString(bytes.length).chars().forEach(digit -> body.write(digit - '0'));
            body.write(BEHIND_LENGTH);
            body.writeBytes(bytes);
        }
        return body.toByteArray();
    }

    @Override
    public Optional<EnginePacket> get() {
        if (at == body.length && at > 0) {
            return Optional.empty();
        }
        int kind = unsigned();
        int length = length();
        if (kind > BINARY || length > body.length - at) {
            throw new ParseError("a packet is neither text nor binary, or longer than its body");
        }
        at += length;
        byte[] bytes = Arrays.copyOfRange(body, at - length, at);
        return Optional.of(kind == BINARY ? EngineCodec3.packet(bytes) : EngineCodec3.packet(text(bytes)));
    }

    private int length() {
        int begin = at;
        int length = 0;
        for (int digit = unsigned(); digit != BEHIND_LENGTH; digit = unsigned()) {
            if (digit > 9 || at - begin > DIGITS) {
                throw new ParseError("a length is up to " + DIGITS + " digits and a byte 255");
            }
            length = 10 * length + digit;
        }
        if (at - begin == 1) {
            throw new ParseError("a length has no digits");
        }
        return length;
    }

    private int unsigned() {
        if (at == body.length) {
            throw new ParseError("the body ends within a packet");
        }
        return body[at++] & 0xff;
    }

    private static String text(byte[] bytes) {
        try {
            return Utf8.text(bytes);
        } catch (Refusal notUtf8) {
            throw new ParseError(notUtf8.getMessage());
        }
    }
}
