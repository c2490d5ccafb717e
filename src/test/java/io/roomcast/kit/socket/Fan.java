package io.roomcast.kit.socket;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many readers of one room, of which the first publishes. They only count events, by a character that stands in nothing
 * else. One thread plays all of them.
 */
public final class Fan implements AutoCloseable {
    private static final char MARK = '#';
    private static final long PATIENCE = 10_000;
    private static final long QUIET = 300;
    private static final int MOST_TIMES = 30;

    private final Selector selector = Selector.open();
    private final List<Reader> readers = new ArrayList<>();
    private final ByteBuffer shared = ByteBuffer.allocate(1 << 16);
    private final byte[] publish;

    private static final class Reader {
        private final SocketChannel channel;
        private long heard;

        Reader(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** Opens so many readers of a path; {@code enter} is what each says first, and {@code publish} has the mark. */
    public Fan(URI base, int size, String handshake, String enter, String publish) throws IOException {
        this.publish = masked(publish);
        for (int index = 0; index < size; index++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
            skipHead(channel);
            if (!enter.isEmpty()) {
                channel.write(ByteBuffer.wrap(masked(enter)));
            }
            channel.configureBlocking(false);
            Reader reader = new Reader(channel);
            channel.register(selector, SelectionKey.OP_READ, reader);
            readers.add(reader);
        }
    }

    private static byte[] masked(String text) {
        return RawWebSocket.frame(RawWebSocket.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void skipHead(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int ends = 0; ends < 4; one.clear()) {
            if (channel.read(one) < 0) {
                throw new EOFException("the server closed instead of answering the handshake");
            }
            ends = one.get(0) == '\r' || one.get(0) == '\n' ? ends + 1 : 0;
        }
    }

    /** Publishes so many events, with so many of them under way, and waits until all readers have heard all. */
    public void publish(int count, int underWay) throws IOException {
        Reader publisher = readers.get(0);
        long before = publisher.heard;
        long all = readers.stream().mapToLong(reader -> reader.heard).sum() + (long) count * readers.size();
        int published = 0;
        while (readers.stream().mapToLong(reader -> reader.heard).sum() < all) {
            while (published < count && published - (publisher.heard - before) < underWay) {
                publisher.channel.write(ByteBuffer.wrap(publish));
                published++;
            }
            read();
        }
    }

    /** Publishes until an event has reached every reader, so that all of them have entered. */
    public void settle() throws IOException {
        for (int time = 0; readers.stream().anyMatch(reader -> reader.heard == 0); time++) {
            if (time == MOST_TIMES) {
                throw new AssertionError("not every reader entered");
            }
            readers.get(0).channel.write(ByteBuffer.wrap(publish));
            while (selector.select(QUIET) > 0) {
                readSelected();
            }
        }
    }

    private void read() throws IOException {
        if (selector.select(PATIENCE) == 0) {
            throw new AssertionError("nothing came for ten seconds");
        }
        readSelected();
    }

    private void readSelected() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Reader reader = (Reader) key.attachment();
            shared.clear();
            int bytes = reader.channel.read(shared);
            if (bytes < 0) {
                throw new EOFException("the server ended a connection");
            }
            for (int at = 0; at < bytes; at++) {
                reader.heard += shared.get(at) == MARK ? 1 : 0;
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (Reader reader : readers) {
            reader.channel.close();
        }
        selector.close();
    }
}
