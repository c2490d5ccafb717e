package io.roomcast.socketio.packet;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The codec of version 4: a body has U+001E between packets, and binary messages as {@code b} and base64; a binary
 * frame is the bytes of a message. Pure; any thread.
 */
public record EngineCodec4() implements EngineCodec {
    private static final char BETWEEN = '\u001e';

    @Override
    public Frame frame(EnginePacket packet) {
        return packet instanceof EnginePacket.Binary binary
                ? new Frame.Binary(binary.bytes())
                : new Frame.Text(text(packet));
    }

    @Override
    public EnginePacket packet(Frame frame) {
        return frame instanceof Frame.Text text
                ? packet(text.text())
                : new EnginePacket.Binary(((Frame.Binary) frame).bytes());
    }

    @Override
    public Frame payload(List<EnginePacket> packets) {
        return new Frame.Text(
                packets.stream().map(EngineCodec4::text).collect(Collectors.joining(String.valueOf(BETWEEN))));
    }

    @Override
    public Payload packets(Frame body, int most) {
        return Payload.read(most, new Joined(body));
    }

    private static String text(EnginePacket packet) {
        return packet instanceof EnginePacket.Text text ? text.wire() : "b" + ((EnginePacket.Binary) packet).base64();
    }

    private static EnginePacket packet(String text) {
        return text.startsWith("b") ? EnginePacket.ofBase64(text.substring(1)) : new EnginePacket.Text(text);
    }

    /** A reader of a body. An empty packet, as after a last separator, is invalid. */
    private static final class Joined implements Supplier<Optional<EnginePacket>> {
        private final Frame body;
        private int at;

        Joined(Frame body) {
            this.body = body;
        }

        @Override
        public Optional<EnginePacket> get() {
            if (!(body instanceof Frame.Text whole)) {
                throw new ParseError("version 4 has no bodies of bytes");
            }
            String text = whole.text();
            if (at > text.length()) {
                return Optional.empty();
            }
            int end = text.indexOf(BETWEEN, at);
            String next = text.substring(at, end < 0 ? text.length() : end);
            at += next.length() + 1;
            return Optional.of(packet(next));
        }
    }
}
