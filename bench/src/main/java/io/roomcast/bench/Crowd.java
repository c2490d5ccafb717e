package io.roomcast.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Receivers in one room, the first of which publishes. One thread reads for all of them. */
final class Crowd implements AutoCloseable {
    private static final String PADDING = "x".repeat(100 - 1 - Receiver.DIGITS);

    /** Seconds of silence after which everybody has heard everything. */
    static final double SETTLING = 0.3;

    private final Dialect dialect;
    private final Selector selector = Selector.open();
    private final List<Receiver> receivers = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final byte[] shared = new byte[1 << 20];
    private long published;
    private long lost;

    private Crowd(Dialect dialect) throws IOException {
        this.dialect = dialect;
    }

    /** So many receivers, all of them entered. */
    static Crowd of(Dialect dialect, int port, int size) throws IOException {
        Crowd crowd = new Crowd(dialect);
        for (int index = 0; index < size; index++) {
            Receiver receiver = Receiver.enter("127.0.0.1", port, dialect.handshake(""), crowd.latencies, false);
            if (dialect == Dialect.SOCKETIO) {
                receiver.say(1, new byte[] {'4', '0'});
            }
            receiver.channel().configureBlocking(false);
            receiver.channel().register(crowd.selector, SelectionKey.OP_READ, receiver);
            crowd.receivers.add(receiver);
            crowd.read(0);
        }
        crowd.settle();
        return crowd;
    }

    /** Reads until nothing has come for a moment. */
    private void settle() throws IOException {
        long quiet = System.nanoTime();
        long end = quiet + 5_000_000_000L;
        while (System.nanoTime() - quiet < SETTLING * 1e9 && System.nanoTime() < end) {
            quiet = read(50) > 0 ? System.nanoTime() : quiet;
        }
    }

    /** Keeps so many events under way, for a while. */
    void keepUnderWay(int window, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long begun = published - publisher().delivered();
        while (System.nanoTime() < end) {
            while (published - begun - publisher().delivered() < window) {
                publish();
            }
            read(10);
        }
    }

    /** Publishes so many events a second, whether they arrive or not, for a while. */
    void publishSteadily(double perSecond, double seconds) throws IOException {
        long begin = System.nanoTime();
        long gap = (long) (1e9 / perSecond);
        long due = begin;
        while (due - begin < seconds * 1e9) {
            long now = System.nanoTime();
            if (now >= due) {
                publish();
                due += gap;
            } else {
                read(Math.max(1, (due - now) / 1_000_000));
            }
        }
        settle();
    }

    /** Publishes until the room has seen so many events of this crowd. */
    void publishUpTo(long total) throws IOException {
        while (publisher().delivered() < total) {
            while (published < total && published - publisher().delivered() < 100) {
                publish();
            }
            read(10);
        }
    }

    private void publish() throws IOException {
        String time = Long.toString(Receiver.FIRST + System.nanoTime());
        publisher().say(1, dialect.publish(++published, Receiver.MARK + time + PADDING));
    }

    private Receiver publisher() {
        return receivers.get(0);
    }

    private int read(long milliseconds) throws IOException {
        int ready = milliseconds == 0 ? selector.selectNow() : selector.select(milliseconds);
        for (SelectionKey key : selector.selectedKeys()) {
            if (!((Receiver) key.attachment()).read(shared)) {
                lost++;
                key.cancel();
            }
        }
        selector.selectedKeys().clear();
        return ready;
    }

    void forget() {
        latencies.clear();
    }

    Latencies latencies() {
        return latencies;
    }

    long gaps() {
        return receivers.stream().mapToLong(Receiver::gaps).sum();
    }

    /** How many connections the server has ended. */
    long lost() {
        return lost;
    }

    @Override
    public void close() throws IOException {
        for (Receiver receiver : receivers) {
            receiver.channel().close();
        }
        selector.close();
    }
}
