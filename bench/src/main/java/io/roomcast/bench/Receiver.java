package io.roomcast.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One client: enters, counts what it is told, answers pings. A delivery is known by the mark in its data, so that every
 * dialect is read in the same way. Used by one thread.
 */
final class Receiver {
    /** Stands before the time at which an event was published, and nowhere else. */
    static final char MARK = '#';

    static final int DIGITS = 16;

    /** Added to a time, so that it has all digits. */
    static final long FIRST = 1_000_000_000_000_000L;

    private static final int LONGEST_HEADER = 14;
    private static final byte[] GAP = "{\"gap\"".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Latencies latencies;
    private byte[] rest = {};
    private long delivered;
    private long gaps;

    Receiver(SocketChannel channel, Latencies latencies) {
        this.channel = channel;
        this.latencies = latencies;
    }

    /** Connects and asks for a WebSocket, waiting for the answer. A small buffer is for those who will not read. */
    static Receiver enter(String from, int port, byte[] handshake, Latencies latencies, boolean small)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (small) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(from, 0));
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(handshake));
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int line = 0; line < 4; one.clear()) {
            if (channel.read(one) < 0) {
                throw new EOFException("the server closed during the handshake");
            }
            byte next = one.get(0);
            line = next == '\r' || next == '\n' ? line + 1 : 0;
        }
        return new Receiver(channel, latencies);
    }

    SocketChannel channel() {
        return channel;
    }

    long delivered() {
        return delivered;
    }

    long gaps() {
        return gaps;
    }

    /** Reads what has come, once; false when the connection has ended. */
    boolean read(byte[] bytes) throws IOException {
        ByteBuffer shared = ByteBuffer.wrap(bytes);
        shared.put(rest);
        if (channel.read(shared) < 0) {
            return false;
        }
        int end = shared.position();
        int at = 0;
        int next = frame(bytes, 0, end);
        while (next > at) {
            at = next;
            next = frame(bytes, at, end);
        }
        rest = Arrays.copyOfRange(bytes, at, end);
        return true;
    }

    /** Reads the frame that begins here, and says where the next does; the same place if it is not all there. */
    private int frame(byte[] bytes, int at, int end) throws IOException {
        if (end - at < 2 || (end - at < LONGEST_HEADER && (bytes[at + 1] & 0x7f) > 125 && end - at < 10)) {
            return at;
        }
        int opcode = bytes[at] & 0x0f;
        int length = bytes[at + 1] & 0x7f;
        int from = at + 2;
        if (length == 126) {
            length = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
            from = at + 4;
        } else if (length == 127) {
            length = ByteBuffer.wrap(bytes, at + 6, 4).getInt();
            from = at + 10;
        }
        if (from + length > end) {
            return at;
        }
        heard(opcode, bytes, from, from + length);
        return from + length;
    }

    private void heard(int opcode, byte[] bytes, int from, int to) throws IOException {
        if (opcode == 9) {
            say(10, Arrays.copyOfRange(bytes, from, to));
        } else if (to - from == 1 && bytes[from] == '2') {
            say(1, new byte[] {'3'});
        } else if (to - from > GAP.length && Arrays.equals(bytes, from, from + GAP.length, GAP, 0, GAP.length)) {
            gaps++;
        } else {
            count(bytes, from, to);
        }
    }

    private void count(byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        for (int at = from; at < to; at++) {
            if (bytes[at] == MARK) {
                delivered++;
                latencies.add(now - time(bytes, at + 1));
                at += DIGITS;
            }
        }
    }

    private static long time(byte[] bytes, int at) {
        long time = 0;
        for (int digit = at; digit < at + DIGITS; digit++) {
            time = time * 10 + bytes[digit] - '0';
        }
        return time - FIRST;
    }

    /** Sends one frame, masked with zeros. */
    void say(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + LONGEST_HEADER);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }
}
