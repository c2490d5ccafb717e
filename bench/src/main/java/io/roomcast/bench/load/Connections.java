package io.roomcast.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All connections of a crowd, read by one thread. They use many addresses of the loopback, because one has too few
 * ports while those of closed connections are not free yet.
 */
final class Connections implements AutoCloseable {
    private static final int OPENING_AT_ONCE = 64;
    private static final int ADDRESSES = 200;
    private static final long OPENING_NANOS = 30_000_000_000L;
    private static final AtomicInteger LAST_ADDRESS = new AtomicInteger();

    private final Selector selector = Selector.open();
    private final byte[] shared = new byte[1 << 20];
    private int opening;
    private long lost;

    Connections() throws IOException {}

    /** Begins to open a connection; waits while too many others are being opened. */
    Receiver open(Dialect dialect, Target target, String room, String resume, Tally tally) throws IOException {
        waitForOpening(OPENING_AT_ONCE - 1);
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(nextAddress());
        Receiver receiver = new Receiver(channel, dialect, room, resume, tally);
        opening++;
        if (channel.connect(new InetSocketAddress("127.0.0.1", dialect.port(target)))) {
            connected(channel.register(selector, SelectionKey.OP_READ, receiver));
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, receiver);
        }
        return receiver;
    }

    static InetSocketAddress nextAddress() {
        return new InetSocketAddress("127.0.1." + (1 + LAST_ADDRESS.incrementAndGet() % ADDRESSES), 0);
    }

    private void connected(SelectionKey key) throws IOException {
        Receiver receiver = (Receiver) key.attachment();
        key.interestOps(SelectionKey.OP_READ);
        receiver.selectedWith(key);
        receiver.begin();
        opening -= receiver.isOpened() ? 1 : 0;
    }

    /** Waits until all connections are open. */
    void waitUntilOpen() throws IOException {
        waitForOpening(0);
    }

    private void waitForOpening(int most) throws IOException {
        long end = System.nanoTime() + OPENING_NANOS;
        while (opening > most) {
            read(10);
            if (System.nanoTime() > end) {
                throw new IOException(opening + " connections did not open within half a minute");
            }
        }
    }

    /** Reads what has arrived, waiting up to so many milliseconds, and returns how many connections had something. */
    int read(long milliseconds) throws IOException {
        try {
            return milliseconds == 0 ? selector.selectNow(this::ready) : selector.select(this::ready, milliseconds);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void ready(SelectionKey key) {
        Receiver receiver = (Receiver) key.attachment();
        try {
            if (key.isConnectable()) {
                receiver.channel().finishConnect();
                connected(key);
                return;
            }
            if (key.isWritable()) {
                receiver.flush();
            }
            if (key.isReadable()) {
                read(key, receiver);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(SelectionKey key, Receiver receiver) throws IOException {
        boolean wasOpen = receiver.isOpened();
        if (receiver.read(shared)) {
            opening -= receiver.isOpened() && !wasOpen ? 1 : 0;
        } else if (wasOpen) {
            lost++;
            key.cancel();
        } else {
            throw new EOFException("the server closed during the handshake");
        }
    }

    /** Returns how many connections the server has ended. */
    long lost() {
        return lost;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
