package io.roomcast.contract;

import io.roomcast.kit.socket.RawSocket;
import java.net.URI;
import java.util.Locale;

/** Somebody without a token who holds a stream open and reads its bytes. */
public final class Listener implements AutoCloseable {
    private final RawSocket socket;
    private final String head;

    public Listener(URI base, String room, String accept, String... headers) {
        this(base, request(base, "rooms/" + room + "/events?wait=stream", accept, headers));
    }

    private Listener(URI base, String request) {
        socket = new RawSocket(base);
        socket.write(request);
        head = socket.head();
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            socket.chunked();
        }
    }

    /** The same for any path and query below the base. */
    public static Listener at(URI base, String path, String accept, String... headers) {
        return new Listener(base, request(base, path, accept, headers));
    }

    private static String request(URI base, String path, String accept, String... headers) {
        StringBuilder request = new StringBuilder("GET " + base.getPath() + path + " HTTP/1.1\r\n");
        request.append("Host: 127.0.0.1:")
                .append(base.getPort())
                .append("\r\nAccept: ")
                .append(accept);
        for (String header : headers) {
            request.append("\r\n").append(header);
        }
        return request + "\r\n\r\n";
    }

    /** The head of the answer. */
    public String head() {
        return head;
    }

    /** The next line of JSON, without what the stream's format puts around it. */
    public String line() {
        String line = socket.line();
        for (int others = 0; !line.startsWith("{") && !line.startsWith("data: {"); others++) {
            if (others > 1_000) {
                throw new AssertionError("The stream is over: " + head);
            }
            line = socket.line();
        }
        return line.startsWith("data: ") ? line.substring(6) : line;
    }

    /** The next line that is an event. */
    public String event() {
        String line = line();
        while (!line.contains("\"offset\":")) {
            line = line();
        }
        return line;
    }

    /** Whether nothing more comes, and the server ended the response as it should be ended. */
    public boolean isEnded() {
        // An empty line ends the last block of Server-Sent Events.
        String rest = socket.line() + socket.line();
        return rest.isEmpty() && socket.isWhole();
    }

    @Override
    public void close() {
        socket.close();
    }
}
