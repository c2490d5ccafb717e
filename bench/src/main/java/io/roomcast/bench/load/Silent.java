package io.roomcast.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Clients that enter and never read, each with a small buffer. They may send pings, from a thread of their own. */
public final class Silent implements AutoCloseable {
    private static final int SMALL = 4096;

    private final List<Receiver> receivers = new ArrayList<>();
    private final Thread pinging;
    private volatile boolean over;

    /** Enters so many; each sends a ping every so many milliseconds, or never if that is 0. */
    public Silent(Dialect dialect, Target target, int count, int milliseconds) throws IOException {
        for (int index = 0; index < count; index++) {
            receivers.add(enter(dialect, target.http(), Connections.nextAddress(), "bench", true));
        }
        pinging = new Thread(() -> ping(milliseconds * 1_000_000L), "pings");
        if (milliseconds > 0) {
            pinging.start();
        }
    }

    /** Connects and enters a room, waiting for the answer. */
    public static Receiver enter(Dialect dialect, int port, InetSocketAddress from, String room, boolean small)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (small) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        }
        channel.bind(from);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        Receiver receiver = new Receiver(channel, dialect, room, "", new Tally());
        receiver.begin();
        skipHead(channel);
        dialect.join(receiver);
        channel.configureBlocking(false);
        return receiver;
    }

    private static void skipHead(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int line = 0; line < 4; one.clear()) {
            if (channel.read(one) < 0) {
                throw new EOFException("the server closed during the handshake");
            }
            byte next = one.get(0);
            line = next == '\r' || next == '\n' ? line + 1 : 0;
        }
    }

    private void ping(long pause) {
        while (!over) {
            for (Receiver receiver : receivers) {
                try {
                    receiver.ping();
                } catch (IOException ended) {
                    // The server has ended it, as it may.
                    continue;
                }
            }
            LockSupport.parkNanos(pause);
        }
    }

    public int count() {
        return receivers.size();
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }
}
