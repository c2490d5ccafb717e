package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * One client: counts what it receives, and answers what must be answered. One thread reads; another one may send at the
 * same time.
 */
public final class Receiver {
    private static final byte[] GAP = "{\"gap\"".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Dialect dialect;
    private final String room;
    private final String resume;
    private final Framing framing;
    private final Tally tally;
    private byte[] rest = {};

    /** What the server has not taken yet. */
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    /** Null for a client that never reads. */
    private SelectionKey key;

    private boolean opened;
    private long delivered;
    private long gaps;

    /** Counts the deliveries of the receivers that set the pace of their rooms; null for all others. */
    private LongAdder pace;

    /** Counts the receivers that have caught up; null for one that has, or that did not reconnect. */
    private LongAdder caughtUp;

    private int missed;

    /** What a dialect remembers about this client, such as its id. */
    private String note = "";

    Receiver(SocketChannel channel, Dialect dialect, String room, String resume, Tally tally) {
        this.channel = channel;
        this.dialect = dialect;
        this.room = room;
        this.resume = resume;
        this.framing = dialect.framing();
        this.tally = tally;
        this.opened = !dialect.isHttp();
    }

    SocketChannel channel() {
        return channel;
    }

    String room() {
        return room;
    }

    /** Returns the text with which it reconnects in its dialect; empty if it is new. */
    String resume() {
        return resume;
    }

    String note() {
        return note;
    }

    void note(String text) {
        note = text;
    }

    /** Whether the server has answered the request with which every connection over HTTP begins. */
    boolean isOpened() {
        return opened;
    }

    long delivered() {
        return delivered;
    }

    /** Lets this receiver set the pace of its room. */
    void setsPace(LongAdder counter) {
        pace = counter;
        counter.add(delivered);
    }

    /** Counts this receiver as soon as it has so many events, or any answer at all if it missed none. */
    void missed(int events, LongAdder counter) {
        missed = events;
        caughtUp = counter;
    }

    long gaps() {
        return gaps;
    }

    /** Reads once what has arrived; returns false when the connection has ended. */
    boolean read(byte[] bytes) throws IOException {
        ByteBuffer shared = ByteBuffer.wrap(bytes);
        shared.put(rest);
        if (channel.read(shared) < 0) {
            return false;
        }
        int end = shared.position();
        int at = opened ? 0 : open(bytes, end);
        if (opened) {
            int next = framing.take(bytes, at, end, this);
            while (next > at) {
                at = next;
                next = framing.take(bytes, at, end, this);
            }
        }
        rest = Arrays.copyOfRange(bytes, at, end);
        if (caughtUp != null && (missed == 0 ? !note.isEmpty() : delivered >= missed)) {
            caughtUp.increment();
            caughtUp = null;
        }
        return true;
    }

    private int open(byte[] bytes, int end) throws IOException {
        int body = HttpText.headEnd(bytes, 0, end);
        if (body < 0) {
            return 0;
        }
        String status = HttpText.text(bytes, 9, 12);
        if (!status.equals("101") && !status.equals("200")) {
            throw new IOException("refused: " + HttpText.text(bytes, 0, end));
        }
        opened = true;
        dialect.opened(this);
        return dialect.keepsHead() ? 0 : body;
    }

    void received(byte[] bytes, int from, int to) throws IOException {
        if (to - from > GAP.length && Arrays.equals(bytes, from, from + GAP.length, GAP, 0, GAP.length)) {
            gaps++;
        } else if (dialect.received(this, bytes, from, to)) {
            count(bytes, from, to);
        }
    }

    void count(byte[] bytes, int from, int to) {
        int events = Stamp.count(bytes, from, to, tally);
        delivered += events;
        if (pace != null) {
            pace.add(events);
        }
    }

    /** Lets the selector of this key write what {@link #send} could not. */
    void selectedWith(SelectionKey selected) {
        key = selected;
    }

    /** Begins the conversation, as soon as the connection is there. */
    void begin() throws IOException {
        send(dialect.opening(this));
    }

    /** Publishes one event that was due at this time. */
    void publish(long number, long due) throws IOException {
        send(dialect.publish(this, number, Stamp.due(due)));
    }

    /** Sends as much as the server takes now, and the rest later: a thread that waited here might be the one that reads. */
    synchronized void send(ByteBuffer bytes) throws IOException {
        if (unsent.hasRemaining()) {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                    .put(unsent)
                    .put(bytes)
                    .flip();
        } else {
            unsent = bytes;
        }
        flush();
    }

    /** Sends what waits, and returns whether the server has taken all of it. */
    synchronized boolean flush() throws IOException {
        boolean waited = unsent.hasRemaining();
        if (waited) {
            channel.write(unsent);
        }
        if (waited && key != null) {
            key.interestOps(
                    unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
        return !unsent.hasRemaining();
    }

    public void close() throws IOException {
        channel.close();
    }

    /** Sends a ping if there is room for one, whether or not the client reads. */
    synchronized void ping() throws IOException {
        if (flush()) {
            send(WebSocketFraming.ping());
        }
    }
}
