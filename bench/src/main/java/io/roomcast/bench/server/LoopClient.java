package io.roomcast.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A client of the {@link NioLoop}. One thread reads what it sends, another one writes to it. */
final class LoopClient {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "Sec-WebSocket-Key: ";

    private final SocketChannel channel;
    private byte[] rest = {};
    private boolean open;

    /** The number of the next frame to send to it; used by the pump. */
    long next;

    /** The rest of a write that did not fit, or null; used by the pump. */
    ByteBuffer unsent;

    LoopClient(SocketChannel channel) {
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads requests and frames, and passes each message to the pump. */
    void take(ByteBuffer came, LoopPump pump) throws IOException {
        byte[] bytes = Arrays.copyOf(rest, rest.length + came.remaining());
        came.get(bytes, rest.length, came.remaining());
        int at = 0;
        if (!open) {
            int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (end >= 0) {
                shakeHands(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
                open = true;
                at = end + 4;
                pump.add(this);
            }
        }
        for (int end = open ? frame(bytes, at, pump) : at; end > at; end = frame(bytes, at, pump)) {
            at = end;
        }
        rest = Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private void shakeHands(String head) throws IOException {
        int at = head.indexOf(KEY) + KEY.length();
        String key = head.substring(at, head.indexOf("\r\n", at) < 0 ? head.length() : head.indexOf("\r\n", at));
        channel.write(
                ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the frame that begins here, and returns where the next one does; the same place if it is not all there. */
    private static int frame(byte[] bytes, int at, LoopPump pump) throws IOException {
        if (bytes.length - at < 4) {
            return at;
        }
        int opcode = bytes[at] & 0x0f;
        int length = bytes[at + 1] & 0x7f;
        int mask = at + 2;
        if (length == 126) {
            length = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
            mask = at + 4;
        } else if (length == 127) {
            throw new IOException("too long");
        }
        int from = mask + 4;
        if (bytes.length - from < length) {
            return at;
        }
        if (opcode == 8) {
            throw new IOException("closed");
        }
        if (opcode == 1) {
            pump.add(text(bytes, mask, from, length));
        }
        return from + length;
    }

    /** Returns the frame that all clients are sent. */
    private static byte[] text(byte[] bytes, int mask, int from, int length) {
        ByteBuffer frame = ByteBuffer.allocate(length + 4).put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) length);
        } else {
            frame.put((byte) 126).putShort((short) length);
        }
        for (int index = 0; index < length; index++) {
            frame.put((byte) (bytes[from + index] ^ bytes[mask + index % 4]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
