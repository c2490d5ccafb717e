package io.roomcast.socketio.packet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The codec of version 3: in a body each packet follows its length; a binary message is a byte 4 and its bytes, or
 * {@code b4} and base64. Pure; any thread.
 *
 * @param base64 whether the client sent {@code b64=1}, because it cannot receive bytes
 */
public record EngineCodec3(boolean base64) implements EngineCodec {
    private static final byte MESSAGE = 4;
    private static final int DIGITS = 9;

    @Override
    public Frame frame(EnginePacket packet) {
        return packet instanceof EnginePacket.Binary binary && !base64
                ? new Frame.Binary(bytes(binary))
                : new Frame.Text(text(packet));
    }

    @Override
    public EnginePacket packet(Frame frame) {
        return frame instanceof Frame.Text text ? packet(text.text()) : packet(((Frame.Binary) frame).bytes());
    }

    /** Encodes as text, or as bytes if there are any and the client can receive them. Text lengths are UTF-16 units. */
    @Override
    public Frame payload(List<EnginePacket> packets) {
        if (!base64 && packets.stream().anyMatch(EnginePacket.Binary.class::isInstance)) {
            return new Frame.Binary(OctetStream.of(packets));
        }
        StringBuilder body = new StringBuilder();
        for (EnginePacket packet : packets) {
            String text = text(packet);
            body.append(text.length()).append(':').append(text);
        }
        return new Frame.Text(body.toString());
    }

    @Override
    public Payload packets(Frame body, int most) {
        return Payload.read(
                most,
                body instanceof Frame.Text text
                        ? new Measured(text.text())
                        : new OctetStream(((Frame.Binary) body).bytes()));
    }

    private static String text(EnginePacket packet) {
        return packet instanceof EnginePacket.Text text ? text.wire() : "b4" + ((EnginePacket.Binary) packet).base64();
    }

    static byte[] bytes(EnginePacket.Binary packet) {
        byte[] bytes = new byte[packet.bytes().length + 1];
        bytes[0] = MESSAGE;
        System.arraycopy(packet.bytes(), 0, bytes, 1, packet.bytes().length);
        return bytes;
    }

    static EnginePacket packet(String text) {
        if (!text.startsWith("b")) {
            return new EnginePacket.Text(text);
        }
        if (!text.startsWith("b4")) {
            throw new ParseError("only messages are binary");
        }
        return EnginePacket.ofBase64(text.substring(2));
    }

    static EnginePacket packet(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != MESSAGE) {
            throw new ParseError("only messages are binary");
        }
        return new EnginePacket.Binary(Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** A reader of a text body. It skips packets of length 0, because Node sends {@code 0:} for an empty body. */
    private static final class Measured implements Supplier<Optional<EnginePacket>> {
        private final String text;
        private int at;

        Measured(String text) {
            this.text = text;
        }

        @Override
        public Optional<EnginePacket> get() {
            while (at == 0 || at < text.length()) {
                int length = length();
                if (length > text.length() - at) {
                    throw new ParseError("a packet is longer than its body");
                }
                at += length;
                if (isWithinCharacter()) {
                    throw new ParseError("a packet ends within a character");
                }
                if (length > 0) {
                    return Optional.of(packet(text.substring(at - length, at)));
                }
            }
            return Optional.empty();
        }

        /** Half of a surrogate pair could not be sent again. */
        private boolean isWithinCharacter() {
            return at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        }

        private int length() {
            int colon = text.indexOf(':', at);
            int digits = colon - at;
            if (digits < 1 || digits > DIGITS) {
                throw new ParseError("a length is up to " + DIGITS + " digits and a colon");
            }
            int length = 0;
            for (; at < colon; at++) {
                int digit = text.charAt(at) - '0';
                if (digit < 0 || digit > 9) {
                    throw new ParseError("a length has digits only");
                }
                length = 10 * length + digit;
            }
            at++;
            return length;
        }
    }
}
