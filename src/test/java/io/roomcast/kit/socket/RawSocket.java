package io.roomcast.kit.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare connection, for where each byte matters. A read that waits longer than the patience fails. For one thread. */
public final class RawSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern LENGTH = Pattern.compile("(?i)\\ncontent-length: *([0-9]+)");

    private final Socket socket;
    private final InputStream in;
    private boolean chunked;
    private int left;
    private boolean whole;
    private boolean over;

    public RawSocket(URI server) {
        this(server, 0);
    }

    private RawSocket(URI server, int receiveBuffer) {
        try {
            socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), (int) PATIENCE.toMillis());
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RawSocket(Socket accepted) throws IOException {
        socket = accepted;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Waits for somebody who connects, and gives the connection to them. */
    public static RawSocket accept(ServerSocket listening) throws IOException {
        return new RawSocket(listening.accept());
    }

    /** Connects to the port where the server takes lines of TCP, which is the fragment of its address. */
    public static RawSocket ofLines(URI server) {
        return new RawSocket(at(Integer.parseInt(server.getFragment())));
    }

    /** Connects with a small buffer, so that the server soon cannot write any more when nobody reads. */
    public static RawSocket narrow(URI server) {
        return new RawSocket(server, 4096);
    }

    /** Returns the address of a port on this machine. */
    public static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** An answer's status, its head and what came of its body. */
    public record Answer(int status, String head, String body) {}

    /** Sends one request on a connection of its own, and reads until the server ends it. */
    public static Answer exchange(URI server, String head, byte[] body) {
        try (RawSocket socket = new RawSocket(server)) {
            socket.write(head.replace("\n", "\r\n"));
            socket.write(body);
            return socket.answer();
        }
    }

    public void write(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says whether the server took it. If it has heard enough, what it answered may still be read. */
    public boolean write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** One answer: as much body as its head says, or until the server ends the connection. */
    public Answer answer() {
        String head = head();
        String status = head.startsWith("HTTP/1.1 ") ? head.substring(9, 12) : "0";
        return new Answer(Integer.parseInt(status), head, new String(rest(length(head)), StandardCharsets.UTF_8));
    }

    /** The head of an answer, up to the empty line. */
    public String head() {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** From here on the body comes in chunks. */
    public void chunked() {
        chunked = true;
    }

    /** Whether the last chunk was seen: the server ended the body, and it was not cut. */
    public boolean isWhole() {
        return whole;
    }

    /** The next byte of the body, which may be in chunks; -1 at the end. */
    private int next() {
        if (!chunked) {
            return read();
        }
        if (whole) {
            return -1;
        }
        if (left == 0) {
            String size = rawLine();
            size = size.isEmpty() ? rawLine() : size;
            left = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
            if (left == 0) {
                whole = !size.isEmpty();
                return -1;
            }
        }
        left--;
        return read();
    }

    private String rawLine() {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next >= 0 && next != '\n'; next = read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** The next line of text, without its end. */
    public String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(); next >= 0 && next != '\n'; next = next()) {
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether all was read, up to the end of the connection. */
    public boolean isOver() {
        return over;
    }

    /** Waits for what comes next however long it takes. */
    public RawSocket patiently() {
        try {
            socket.setSoTimeout(0);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends nothing more, and goes on reading. */
    public void endsItsSide() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next byte, or -1 at the end. */
    public int read() {
        try {
            int next = in.read();
            over = next < 0;
            return next;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither said anything nor ended the connection", e);
        } catch (IOException reset) {
            over = true;
            return -1;
        }
    }

    private static int length(String head) {
        if (head.startsWith("HTTP/1.1 204")) {
            return 0;
        }
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : Integer.MAX_VALUE;
    }

    private byte[] rest(int length) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int next = length == 0 ? -1 : read(); next >= 0; next = rest.size() == length ? -1 : read()) {
            rest.write(next);
        }
        return rest.toByteArray();
    }

    /** Is gone from one moment to the next: the server is told by a reset. */
    public void resets() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
