package io.roomcast.channel.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The only place that knows the header of a frame as RFC 6455 has it from a server: unmasked, whole. Any thread. */
public final class FrameEncoder {
    private static final int WHOLE = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** The longest payload whose length is the second byte of the frame; two more values say how long the length is. */
    private static final int SHORT = 125;

    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private FrameEncoder() {}

    public static byte[] text(String message) {
        return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] message) {
        return frame(BINARY, message);
    }

    static byte[] ping() {
        return frame(PING, new byte[0]);
    }

    /** Encodes the answer to a ping with this payload, which is short. */
    static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    /** Returns the opcode of the frame at which the buffer stands. */
    public static byte type(ByteBuffer frame) {
        return (byte) (frame.get(frame.position()) & ~WHOLE);
    }

    /** Reads a header that was made here. The buffer then stands at the payload, whose length is returned. */
    public static int skipHeader(ByteBuffer frame) {
        frame.get();
        int length = frame.get();
        return switch (length) {
            case TWO_BYTES -> frame.getShort() & 0xffff;
            case EIGHT_BYTES -> Math.toIntExact(frame.getLong());
            default -> length;
        };
    }

    private static byte[] frame(int type, byte[] payload) {
        int length = payload.length;
        int head = length <= SHORT ? 2 : length <= 0xffff ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(Math.addExact(head, length)).put((byte) (WHOLE | type));
        if (length <= SHORT) {
            frame.put((byte) length);
        } else if (length <= 0xffff) {
            frame.put((byte) TWO_BYTES).putShort((short) length);
        } else {
            frame.put((byte) EIGHT_BYTES).putLong(length);
        }
        return frame.put(payload).array();
    }
}
