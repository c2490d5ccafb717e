package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** How a client enters a room, publishes and stays connected. Stateless: each client keeps its own note. */
public abstract class Dialect {
    /** A WebSocket at Roomcast with a frame for each event. */
    public static final Dialect TEXT = new RoomcastDialect("");

    /** The subprotocol of Roomcast with a frame for each batch. */
    public static final Dialect LINES = new RoomcastDialect("Sec-WebSocket-Protocol: roomcast.lines\r\n");

    /** A Socket.IO client at Roomcast, where a room is a namespace. */
    public static final Dialect NAMESPACE = new SocketIoDialect(true);

    /** A Socket.IO client at another server, where the query names the room. */
    public static final Dialect SOCKETIO = new SocketIoDialect(false);

    /** A WebSocket whose messages are bare data. */
    public static final Dialect PLAIN = new PlainDialect();

    public static final Dialect COMETD = new CometDialect();
    public static final Dialect SSE = new StreamDialect("Accept: text/event-stream\r\n");
    public static final Dialect NDJSON = new StreamDialect("Accept: application/x-ndjson\r\n");
    public static final Dialect POLL = new PollDialect();
    public static final Dialect TCP = new TcpDialect();

    /** Returns the first bytes that this client sends. */
    abstract ByteBuffer opening(Receiver me);

    abstract Framing framing();

    /** Returns an event as this client publishes it. */
    abstract ByteBuffer publish(Receiver me, long number, String data);

    /** Returns the dialect of the publisher, for a dialect that can only read. */
    Dialect publisher() {
        return this;
    }

    /** Whether the server answers the first bytes with a head of HTTP. */
    boolean isHttp() {
        return true;
    }

    /** Whether the framing reads that head as well. */
    boolean keepsHead() {
        return false;
    }

    int port(Target target) throws IOException {
        return target.http();
    }

    /** Called when the head was read. */
    void opened(Receiver me) throws IOException {}

    /** Enters the room of a client that has not read anything but the head. */
    void join(Receiver me) throws IOException {}

    /** Answers a message if it must be answered, and returns whether it may contain events. */
    boolean received(Receiver me, byte[] bytes, int from, int to) throws IOException {
        return true;
    }

    /** Returns the text with which a client reconnects at this position. */
    public String resume(Receiver was, String position) {
        return "";
    }

    /** Returns the request for a WebSocket. */
    static ByteBuffer upgrade(String target, String headers) {
        return ByteBuffer.wrap(Stamp.ascii("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers + "\r\n"));
    }

    static boolean begins(byte[] bytes, int from, int to, char first, char second) {
        return to - from > 1 && bytes[from] == first && bytes[from + 1] == second;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().replace("Dialect", "").toLowerCase(Locale.ROOT);
    }
}
