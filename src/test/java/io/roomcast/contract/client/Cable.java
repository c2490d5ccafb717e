package io.roomcast.contract.client;

import io.roomcast.kit.socket.Door;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cable between one client and the server: a small proxy which passes bytes on until it is cut, wherever in a frame
 * that may be. After the cut nobody gets through any more.
 */
public final class Cable implements AutoCloseable {
    private static final byte[] FORBIDDEN =
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private volatile URI server;
    private final Door door = new Door();
    private final AtomicLong allowance = new AtomicLong(Long.MAX_VALUE);
    private volatile Cut how = Cut.RESET;
    private volatile boolean once;
    private volatile boolean silent;
    private volatile Set<Socket> silenced = Set.of();
    private volatile boolean lost;
    private volatile Set<Meddling> meddling = Set.of();

    /** The ways in which proxies interfere. */
    public enum Meddling {
        /** An upgrade is answered with 403. */
        NO_UPGRADES,
        /** A stream of lines is held back until it ends, and that is never. */
        NO_STREAMS
    }

    public Cable(URI server) {
        this.server = server;
        door.open("cable-door", this::letIn);
    }

    /** Where the server is, for somebody at this end of the cable. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + door.port() + server.getPath());
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
            door.close();
            return;
        }
        door.close();
        door.resetAll();
    }

    /** Loses all connections; who comes again gets through only when it is mended. */
    public void lose() {
        lost = true;
        door.resetAll();
    }

    /** Nothing comes through the connections that there are any more, and nobody is told; new ones are good. */
    public void fallSilent() {
        silenced = door.sockets();
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
        door.close();
        door.sockets().forEach(Door::shut);
    }

    /** Where nobody listens, whoever knocked is told so and does not wait. */
    private void letIn(Socket client) throws IOException {
        if (lost) {
            Door.shut(client);
            return;
        }
        Socket far;
        try {
            far = door.connect(server.getHost(), server.getPort());
        } catch (IOException nobodyThere) {
            Door.shut(client);
            return;
        }
        if (door.isClosed()) {
            close();
        } else if (lost) {
            door.resetAll();
        }
        Door.start("cable-up", () -> carry(client, far, false));
        Door.start("cable-down", () -> carry(far, client, true));
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
        }
    }

    private void enough() {
        if (once) {
            allowance.set(Long.MAX_VALUE);
            door.resetAll();
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
}
