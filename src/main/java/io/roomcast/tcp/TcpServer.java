package io.roomcast.tcp;

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
 * Where lines of TCP come in: takes connections, counts them by address, and ends them when the server stops. Its own few
 * threads wait for all of them; any thread may call it.
 */
public final class TcpServer implements AutoCloseable, CompletionHandler<AsynchronousSocketChannel, Void> {
    private static final System.Logger LOG = System.getLogger(TcpServer.class.getName());
    private static final int THREADS = 2;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Ingress ingress;
    private final TcpSettings settings;
    private final TcpEncoder people;
    private final TcpEncoder programs;
    private final Optional<AsynchronousChannelGroup> group;
    private final Optional<AsynchronousServerSocketChannel> door;
    private final ConnectionCounter<TcpConnection> peers;

    private TcpServer(
            Ingress ingress,
            TcpSettings settings,
            Optional<AsynchronousChannelGroup> group,
            Optional<AsynchronousServerSocketChannel> door) {
        this.ingress = ingress;
        this.settings = settings;
        this.peers = new ConnectionCounter<>(settings.connectionsPerAddress());
        this.people = TcpEncoder.forPeople(ingress.json());
        this.programs = TcpEncoder.forPrograms(ingress.lines());
        this.group = group;
        this.door = door;
    }

    /**
     * Listens where the settings say. A standard address that is taken is only a warning.
     *
     * @throws IOException with a sentence, if the address was asked for and cannot be had
     */
    public static TcpServer open(Ingress ingress, TcpSettings settings, ThreadFactory threads) throws IOException {
        if (settings.address().isEmpty()) {
            return new TcpServer(ingress, settings, Optional.empty(), Optional.empty());
        }
        InetSocketAddress address = settings.address().get();
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(THREADS, threads);
        try {
            AsynchronousServerSocketChannel door = AsynchronousServerSocketChannel.open(group)
                    .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(address);
            TcpServer gateway = new TcpServer(ingress, settings, Optional.of(group), Optional.of(door));
            door.accept(null, gateway);
            return gateway;
        } catch (IOException | RuntimeException taken) {
            group.shutdownNow();
            String sentence = "cannot take lines of TCP at " + address.getHostString() + ":" + address.getPort() + " ("
                    + taken.getMessage() + "); --tcp=host:port chooses another address, --tcp=off none";
            if (settings.isGiven()) {
                throw new IOException(sentence, taken);
            }
            LOG.log(Level.WARNING, sentence);
            return new TcpServer(ingress, settings, Optional.empty(), Optional.empty());
        }
    }

    /** Where it listens, if it does. */
    public Optional<InetSocketAddress> address() {
        try {
            return door.isPresent() && door.get().getLocalAddress() instanceof InetSocketAddress address
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
            let(new TcpConnection(this, ingress, settings, channel, address));
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> "a connection was gone at once: " + gone);
        }
    }

    /** Nobody can be let in at the moment, for want of file handles maybe; unless this is the end, it is tried again. */
    @Override
    public void failed(Throwable failure, Void nothing) {
        if (door.filter(AsynchronousServerSocketChannel::isOpen).isPresent()) {
            LOG.log(Level.DEBUG, () -> "a connection could not be taken: " + failure);
            ingress.time().after(PAUSE, this::next);
        }
    }

    private void next() {
        try {
            door.ifPresent(open -> open.accept(null, this));
        } catch (RuntimeException closed) {
            LOG.log(Level.DEBUG, () -> "no more connections are taken: " + closed);
        }
    }

    private void let(TcpConnection peer) {
        Optional<Refusal> refusal = peers.add(peer, peer.address());
        Optional<Ending> farewell = ingress.rooms().farewell();
        if (farewell.isPresent()) {
            peer.end(farewell.get());
        } else if (refusal.isPresent()) {
            peer.refuse(refusal.get());
        } else {
            peer.greet();
        }
    }

    void remove(TcpConnection peer) {
        peers.remove(peer);
    }

    TcpEncoder forPeople() {
        return people;
    }

    TcpEncoder forPrograms() {
        return programs;
    }

    /** How many are connected. */
    public int count() {
        return peers.count();
    }

    /** The server is about to stop: everybody is told to come back, spread over a while, also who is in no room. */
    public void drain(Duration spread, RandomGenerator random) {
        peers.drain(spread, random, TcpConnection::end);
    }

    /** Ends everything that is left, and the threads. */
    @Override
    public void close() {
        try {
            if (group.isPresent()) {
                group.get().shutdownNow();
            }
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "the gateway did not close cleanly: " + failure);
        }
    }
}
