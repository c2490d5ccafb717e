package io.roomcast.ws;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A WebSocket client of bare bytes, which does only what it is told: it answers no ping and reads when asked. */
final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);

    /** One frame as it came. */
    record Frame(int opcode, byte[] content) {
        int closeCode() {
            return (content[0] & 0xff) << 8 | (content[1] & 0xff);
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    RawClient(int port, String address) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        String request = "GET " + address + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        String head = head();
        if (!head.startsWith("HTTP/1.1 101") || head.contains("permessage-deflate")) {
            socket.close();
            throw new IOException("not accepted, or with compression: " + head);
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Sends a frame of up to 125 bytes, masked with zeros. */
    void send(int opcode, byte[] content) throws IOException {
        byte[] frame = new byte[6 + content.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | content.length);
        System.arraycopy(content, 0, frame, 6, content.length);
        socket.getOutputStream().write(frame);
    }

    Frame read() throws IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("the frame that ends it did not come");
        }
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] content = new byte[(int) length];
        in.readFully(content);
        return new Frame(opcode, content);
    }

    /** The code of the close that comes after whatever else comes; 1006 where the connection ends without one. */
    int closeCode() throws IOException {
        try {
            Frame frame = read();
            while (frame.opcode() != 8) {
                frame = read();
            }
            return frame.closeCode();
        } catch (EOFException | SocketException withoutFarewell) {
            return 1006;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
