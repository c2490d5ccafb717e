package io.roomcast.kit.socket;

import io.roomcast.kit.Line;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** A WebSocket made frame by frame, to send what no client library would and to read only when told to. */
public final class RawWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RawSocket socket;
    private final String greeting;
    private final Queue<String> lines = new ArrayDeque<>();

    /** One frame or message that came. */
    public static final class Frame {
        private final int opcode;
        private final boolean last;
        private final byte[] payload;

        Frame(int opcode, boolean last, byte[] payload) {
            this.opcode = opcode;
            this.last = last;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        public int length() {
            return payload.length;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code with which a close frame says why; 1005 where it does not. */
        public int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    /** Opens a path below the base; header lines are added as they are. */
    public RawWebSocket(URI base, String path, String... headers) {
        this(new RawSocket(base), base, path, headers);
    }

    private RawWebSocket(RawSocket socket, URI base, String path, String... headers) {
        this.socket = socket;
        socket.write(handshake(base, path, headers));
        greeting = socket.head();
    }

    /** Opens a path on this machine with a small buffer, so that the server soon cannot write when nobody reads. */
    public static RawWebSocket narrow(int port, String path, String... headers) {
        URI base = RawSocket.at(port);
        return new RawWebSocket(RawSocket.narrow(base), base, path, headers);
    }

    /** The request for a WebSocket at a path below the base. */
    public static String handshake(URI base, String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + base.getPath() + path + " HTTP/1.1\r\nHost: ")
                .append(base.getHost())
                .append(':')
                .append(base.getPort())
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request + "\r\n";
    }

    /** The head of the server's answer to the handshake. */
    public String greeting() {
        return greeting;
    }

    public void send(String text) {
        send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one frame, masked with zeros; says whether the server took it. */
    public boolean send(int opcode, boolean last, byte[] payload) {
        return socket.write(frame(opcode, last, payload));
    }

    /** The bytes of a frame as a client sends it. */
    public static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) {
        socket.write(bytes);
    }

    /** The next whole message or control frame; a server may send a long message in several frames. */
    public Frame frame() {
        Frame first = part();
        while (!first.last) {
            Frame more = part();
            if (more.opcode != CONTINUATION) {
                // A control frame between the parts of a message is of no interest here, but the end is.
                if (more.opcode == CLOSE) {
                    return more;
                }
                continue;
            }
            byte[] joined = Arrays.copyOf(first.payload, first.payload.length + more.payload.length);
            System.arraycopy(more.payload, 0, joined, first.payload.length, more.payload.length);
            first = new Frame(first.opcode, more.last, joined);
        }
        return first;
    }

    /** One frame; a close frame with code 1006 when the connection ended without one. */
    private Frame part() {
        int opcode = socket.read();
        if (opcode < 0) {
            return new Frame(CLOSE, true, new byte[] {(byte) (1006 >> 8), (byte) 1006});
        }
        long length = socket.read() & 0x7F;
        if (length >= 126) {
            int bytes = length == 126 ? 2 : 8;
            length = 0;
            for (int count = 0; count < bytes; count++) {
                length = (length << 8) | socket.read();
            }
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        for (int at = 0; at < payload.length; at++) {
            payload[at] = (byte) socket.read();
        }
        return new Frame(opcode & 0x0F, (opcode & 0x80) != 0, payload);
    }

    /** The next line of this kind; whatever comes before it is passed over, but not for ever. */
    public Line next(String kind) {
        long began = System.nanoTime();
        Line line = line();
        while (!line.is(kind)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new AssertionError("Waited in vain for " + kind + "; the last that came was " + line.text());
            }
            line = line();
        }
        return line;
    }

    /** The next line, of a text frame or among those of a binary one; pings are passed over and not answered. */
    public Line line() {
        while (lines.isEmpty()) {
            Frame frame = frame();
            if (frame.opcode() == CLOSE) {
                throw new AssertionError("Closed with " + frame.closeCode() + " before a line");
            }
            if (frame.opcode() == TEXT || frame.opcode() == BINARY) {
                frame.text().lines().forEach(lines::add);
            }
        }
        return Line.of(lines.remove());
    }

    /** The code with which the server ends the connection, whatever it says before. */
    public int closeCode() {
        Frame frame = frame();
        while (frame.opcode() != CLOSE) {
            frame = frame();
        }
        return frame.closeCode();
    }

    /** The next frame of this kind; whatever comes before it is passed over. */
    public Frame next(int opcode) {
        Frame frame = frame();
        while (frame.opcode() != opcode && frame.opcode() != CLOSE) {
            frame = frame();
        }
        return frame;
    }

    @Override
    public void close() {
        socket.close();
    }
}
