package io.roomcast.tcp;

import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * The TCP server: it accepts connections, limits them per address, and ends them when the server stops. A few threads
 * of its own serve all connections; any thread may call it.
 */
public final class TcpServer implements AutoCloseable, CompletionHandler<AsynchronousSocketChannel, Void> {
    private static final System.Logger LOG = System.getLogger(TcpServer.class.getName());
    private static final int THREADS = 2;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Ingress ingress;
    private final TcpSettings settings;
    private final TcpEncoder people;
    private final TcpEncoder programs;
    private AsynchronousChannelGroup group; // null, as the next, if the server does not listen
    private AsynchronousServerSocketChannel listener;
    private final ConnectionCounter<TcpConnection> counter;

    private TcpServer(Ingress ingress, TcpSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
        this.counter = new ConnectionCounter<>(settings.connectionsPerAddress(), Account.CONNECTION);
        this.people = TcpEncoder.forPeople(ingress.json());
        this.programs = TcpEncoder.forPrograms(ingress.lines());
    }

    /**
     * Starts to listen. If the default address is in use, this only logs a warning.
     *
     * @throws IOException with a sentence for the operator, if a configured address cannot be used
     */
    public static TcpServer open(Ingress ingress, TcpSettings settings, ThreadFactory threads) throws IOException {
        TcpServer server = new TcpServer(ingress, settings);
        if (settings.address().isPresent()) {
            server.listen(settings.address().get(), threads);
        }
        return server;
    }

    private void listen(InetSocketAddress address, ThreadFactory threads) throws IOException {
        group = AsynchronousChannelGroup.withFixedThreadPool(THREADS, threads);
        try {
            listener = AsynchronousServerSocketChannel.open(group)
                    .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(address);
            listener.accept(null, this);
        } catch (IOException | RuntimeException taken) {
            group.shutdownNow();
            String sentence = "cannot listen for TCP at " + address.getHostString() + ":" + address.getPort() + " ("
                    + (address.isUnresolved() ? "unknown host" : taken.getMessage())
                    + "); set --tcp=host:port to another address, or --tcp=off";
            if (settings.isGiven()) {
                throw new IOException(sentence, taken);
            }
            LOG.log(Level.WARNING, sentence);
        }
    }

    /** Returns the address on which the server listens, if it does. */
    public Optional<InetSocketAddress> address() {
        try {
            return listener != null && listener.getLocalAddress() instanceof InetSocketAddress address
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    @Override
    public void completed(AsynchronousSocketChannel channel, Void nothing) {
        next();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            String address = channel.getRemoteAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress().getHostAddress()
                    : "";
            admit(new TcpConnection(this, ingress, settings, channel, address));
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> "a connection was closed immediately: " + gone);
        }
    }

    /** Tries again later, unless the server has stopped: maybe there are no file handles at present. */
    @Override
    public void failed(Throwable failure, Void nothing) {
        if (listener.isOpen()) {
            LOG.log(Level.DEBUG, () -> "a connection could not be accepted: " + failure);
            ingress.time().after(PAUSE, this::next);
        }
    }

    private void next() {
        try {
            listener.accept(null, this);
        } catch (RuntimeException closed) {
            LOG.log(Level.DEBUG, () -> "no more connections are accepted: " + closed);
        }
    }

    private void admit(TcpConnection connection) {
        Optional<Refusal> refusal = counter.add(connection, connection.account());
        Optional<Ending> farewell = ingress.rooms().farewell();
        if (farewell.isPresent()) {
            connection.end(farewell.get());
        } else if (refusal.isPresent()) {
            connection.refuse(refusal.get());
        } else {
            connection.start();
        }
    }

    void remove(TcpConnection connection) {
        counter.remove(connection);
    }

    TcpEncoder forPeople() {
        return people;
    }

    TcpEncoder forPrograms() {
        return programs;
    }

    public int count() {
        return counter.count();
    }

    /** Ends all connections before the server stops, also those in no room. Clients reconnect within {@code spread}. */
    public void drain(Duration spread, RandomGenerator random) {
        counter.drain(spread, random, TcpConnection::end);
    }

    /** Closes the remaining connections and ends the threads. */
    @Override
    public void close() {
        try {
            if (group != null) {
                group.shutdownNow();
            }
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "the TCP server did not close cleanly: " + failure);
        }
    }
}
