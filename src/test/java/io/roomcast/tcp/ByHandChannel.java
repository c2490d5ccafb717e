package io.roomcast.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A channel without a network: the test says what arrives, and sees what was written. One thread. */
final class ByHandChannel extends AsynchronousSocketChannel {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Optional<Reading<?>> reading = Optional.empty();
    private boolean open = true;

    private record Reading<A>(ByteBuffer into, A attachment, CompletionHandler<Integer, ? super A> handler) {
        void completed(byte[] bytes, int from, int length) {
            into.put(bytes, from, length);
            handler.completed(length, attachment);
        }

        void ended() {
            handler.completed(-1, attachment);
        }
    }

    ByHandChannel() {
        super(null);
    }

    /** Hands over the bytes, in as many reads as they need. */
    void arrives(byte[] bytes) {
        for (int at = 0; at < bytes.length && reading.isPresent(); ) {
            Reading<?> next = taken();
            int length = Math.min(bytes.length - at, next.into().remaining());
            next.completed(bytes, at, length);
            at += length;
        }
    }

    /** Ends the client's side. */
    void ends() {
        if (reading.isPresent()) {
            taken().ended();
        }
    }

    private Reading<?> taken() {
        Reading<?> next = reading.orElseThrow();
        reading = Optional.empty();
        return next;
    }

    String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public <A> void read(
            ByteBuffer into, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        if (open) {
            reading = Optional.of(new Reading<>(into, attachment, handler));
        }
    }

    @Override
    public <A> void write(
            ByteBuffer from, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        written.writeBytes(bytes);
        handler.completed(bytes.length, attachment);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownInput() {
        return this;
    }

    @Override
    public AsynchronousSocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        throw new IOException("there is no network");
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        throw new IOException("there is no network");
    }

    @Override
    public <A> void connect(SocketAddress remote, A attachment, CompletionHandler<Void, ? super A> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Integer> read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Integer> write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void read(
            ByteBuffer[] into,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void write(
            ByteBuffer[] from,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw new UnsupportedOperationException();
    }
}
