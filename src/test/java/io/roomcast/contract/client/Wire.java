package io.roomcast.contract.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cable between one client and the server: a small proxy which passes bytes on until it is cut, wherever in a frame
 * that may be. After the cut nobody gets through any more.
 */
public final class Wire implements AutoCloseable {
    /** A quarter of what a system has to give: Linux gives only every other port to who listens. */
    private static final int REMEMBERED = 5_000;

    private static final Set<Integer> USED = new LinkedHashSet<>();
    private static final byte[] FORBIDDEN =
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private volatile URI server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong allowance = new AtomicLong(Long.MAX_VALUE);
    private volatile Cut how = Cut.RESET;
    private volatile boolean once;
    private volatile boolean silent;
    private volatile Set<Socket> silenced = Set.of();
    private volatile boolean lost;
    private volatile Set<Meddling> meddling = Set.of();

    /** What proxies between people and servers do. */
    public enum Meddling {
        /** An upgrade is answered with 403. */
        NO_UPGRADES,
        /** A stream of lines is held back until it ends, and that is never. */
        NO_STREAMS
    }

    public Wire(URI server) {
        this.server = server;
        try {
            this.door = freshDoor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("wire-door", this::letIn);
    }

    /** A port that no cable had for long: who keeps connections open for later knows them by the port. */
    private static ServerSocket freshDoor() throws IOException {
        while (true) {
            ServerSocket door = new ServerSocket();
            // With it the system would choose among half as many.
            door.setReuseAddress(false);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
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

    /** Where the server is, for somebody at this end of the cable. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + server.getPath());
    }

    /** Cuts when the server has said this many bytes more: the last piece arrives in part. */
    public void cutAfter(long bytes, Cut manner) {
        how = manner;
        allowance.set(bytes);
    }

    /** Resets all connections when the server has said this many bytes more; who comes again gets through. */
    public void resetAfter(long bytes) {
        once = true;
        allowance.set(bytes);
    }

    public void cut(Cut manner) {
        if (manner == Cut.SILENCE) {
            silent = true;
            shut(door);
            return;
        }
        shut(door);
        sockets.forEach(Wire::reset);
    }

    /** Loses all connections; who comes again gets through only when it is mended. */
    public void lose() {
        lost = true;
        sockets.forEach(Wire::reset);
    }

    /** Nothing comes through the connections that there are any more, and nobody is told; new ones are good. */
    public void fallSilent() {
        silenced = Set.copyOf(sockets);
    }

    /** From now on this is done to what passes. */
    public void meddle(Meddling... ways) {
        meddling = Set.of(ways);
    }

    public void mend() {
        lost = false;
    }

    /** Mends it so that it ends at another server. */
    public void mend(URI other) {
        server = other;
        mend();
    }

    @Override
    public void close() {
        shut(door);
        sockets.forEach(Wire::shut);
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (lost) {
                    shut(client);
                } else {
                    through(client);
                }
            } catch (IOException closed) {
                shut(door);
            }
        }
    }

    /** Where nobody listens, whoever knocked is told so and does not wait. */
    private void through(Socket client) throws IOException {
        Socket far;
        try {
            far = new Socket(server.getHost(), server.getPort());
        } catch (IOException nobodyThere) {
            shut(client);
            return;
        }
        client.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(far);
        if (door.isClosed()) {
            close();
        } else if (lost) {
            sockets.forEach(Wire::reset);
        }
        start("wire-up", () -> carry(client, far, false));
        start("wire-down", () -> carry(far, client, true));
    }

    private void carry(Socket from, Socket to, boolean counted) {
        byte[] piece = new byte[16 << 10];
        boolean held = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (isRefused(piece, length, counted)) {
                    from.getOutputStream().write(FORBIDDEN);
                    return;
                }
                held |= isHeld(piece, length, counted);
                long left = counted ? allowance.getAndAdd(-length) : length;
                if (!silent && !silenced.contains(from) && !held && left > 0) {
                    out.write(piece, 0, (int) Math.min(left, length));
                }
                if (left < length && !silent) {
                    enough();
                }
            }
        } catch (IOException gone) {
            // One end is gone, and so is the other now.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void enough() {
        if (once) {
            allowance.set(Long.MAX_VALUE);
            sockets.forEach(Wire::reset);
        } else {
            cut(how);
        }
    }

    private boolean isRefused(byte[] piece, int length, boolean fromServer) {
        return !fromServer
                && meddling.contains(Meddling.NO_UPGRADES)
                && text(piece, length).contains("Upgrade: websocket");
    }

    private boolean isHeld(byte[] piece, int length, boolean fromServer) {
        return fromServer
                && meddling.contains(Meddling.NO_STREAMS)
                && text(piece, length).contains("Content-Type: application/x-ndjson");
    }

    private static String text(byte[] piece, int length) {
        return new String(piece, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nobody to be told.
        }
        shut(socket);
    }

    private static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
