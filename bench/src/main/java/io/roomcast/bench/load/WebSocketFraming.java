package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames of RFC 6455. Answers pings. Stateless. */
final class WebSocketFraming implements Framing {
    private static final int LONGEST_HEADER = 14;
    private static final int PING = 9;
    private static final int PONG = 10;

    @Override
    public int take(byte[] bytes, int at, int end, Receiver receiver) throws IOException {
        if (end - at < 2) {
            return at;
        }
        int length = bytes[at + 1] & 0x7f;
        int header = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (end - at < header) {
            return at;
        }
        if (length == 126) {
            length = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
        } else if (length == 127) {
            length = ByteBuffer.wrap(bytes, at + 6, 4).getInt();
        }
        int from = at + header;
        if (end - from < length) {
            return at;
        }
        if ((bytes[at] & 0x0f) == PING) {
            receiver.send(frame(PONG, Arrays.copyOfRange(bytes, from, from + length)));
        } else {
            receiver.received(bytes, from, from + length);
        }
        return from + length;
    }

    static ByteBuffer text(byte[] payload) {
        return frame(1, payload);
    }

    static ByteBuffer ping() {
        return frame(PING, new byte[] {'b'});
    }

    /** Returns one frame of a client, masked with zeros. */
    private static ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + LONGEST_HEADER);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
