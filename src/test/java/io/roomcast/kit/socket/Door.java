package io.roomcast.kit.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The front of a proxy: it accepts connections at a free port of this machine on a thread of its own, opens others to servers,
 * and can reset all of them. For any thread.
 */
public final class Door implements AutoCloseable {
    /** A quarter of what a system has to give: Linux gives only every other port to who listens. */
    private static final int REMEMBERED = 5_000;

    private static final int BACKLOG = 200;
    private static final Set<Integer> USED = new LinkedHashSet<>();

    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Takes a connection that was accepted; one of which it cannot make anything is reset. */
    public interface Guest {
        void take(Socket client) throws IOException;
    }

    public Door() {
        try {
            listening = fresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to accept; the guest is called on the door's own thread, and does not wait. */
    public void open(String name, Guest guest) {
        start(name, () -> letIn(guest));
    }

    /** A port that no door had for long: clients that keep connections open for later know them by the port. */
    private static ServerSocket fresh() throws IOException {
        while (true) {
            ServerSocket door = new ServerSocket();
            // With it the system would choose among half as many.
            door.setReuseAddress(false);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            if (isFresh(door.getLocalPort())) {
                return door;
            }
            door.close();
        }
    }

    /** There are not so many ports that each could be used but once. */
    private static boolean isFresh(int port) {
        synchronized (USED) {
            if (USED.size() > REMEMBERED) {
                USED.remove(USED.iterator().next());
            }
            return USED.add(port);
        }
    }

    private void letIn(Guest guest) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.removeIf(Socket::isClosed);
                try {
                    client.setTcpNoDelay(true);
                    sockets.add(client);
                    guest.take(client);
                } catch (IOException gone) {
                    reset(client);
                }
            } catch (IOException closed) {
                shut(listening);
            }
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    public boolean isClosed() {
        return listening.isClosed();
    }

    /** Opens a connection that this door knows from then on. */
    public Socket connect(String host, int port) throws IOException {
        Socket far = new Socket(host, port);
        far.setTcpNoDelay(true);
        sockets.add(far);
        return far;
    }

    /** The connections that there are. */
    public Set<Socket> sockets() {
        sockets.removeIf(Socket::isClosed);
        return Set.copyOf(sockets);
    }

    public void resetAll() {
        sockets.forEach(Door::reset);
    }

    /** Ends a connection so that its other end is told by a reset. */
    public static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nobody to be told.
        }
        shut(socket);
    }

    public static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a thread that keeps no program alive. */
    public static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts nothing more; the connections that there are stay. */
    @Override
    public void close() {
        shut(listening);
    }
}
