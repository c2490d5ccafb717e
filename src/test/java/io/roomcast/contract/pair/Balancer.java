package io.roomcast.contract.pair;

import io.roomcast.kit.socket.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load balancer in front of several servers: each connection goes to another server than the one before. Those that last
 * (WebSockets, streams, lines of TCP) take turns among themselves, and so do the requests that are answered at once, so
 * that whoever enters by a request and then opens a stream comes to all servers. Each request is the last of its connection, so that the next one goes elsewhere. A session of polling in Socket.IO stays at
 * the server that began it, because nowhere else is it known. Threads of its own.
 */
final class Balancer implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final Pattern SESSION_ASKED = Pattern.compile("^[A-Z]+ /socket\\.io/\\S*[?&]sid=([^&\\s]+)");
    private static final Pattern SESSION_BEGUN = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final List<URI> servers;
    private final Door http = new Door();
    private final Door lines = new Door();
    private final AtomicInteger lasting = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Integer> sessions = new ConcurrentHashMap<>();

    Balancer(List<URI> servers) {
        this.servers = servers;
        http.open("balancer-http", client -> Door.start("balancer-up", () -> taken(client, this::request)));
        lines.open("balancer-lines", client -> Door.start("balancer-up", () -> taken(client, this::line)));
    }

    /** Where clients find it; the port for lines of TCP is the fragment. */
    URI base() {
        return URI.create("http://127.0.0.1:" + http.port() + "/#" + lines.port());
    }

    private static void taken(Socket client, Door.Guest way) {
        try {
            way.take(client);
        } catch (IOException gone) {
            Door.reset(client);
        }
    }

    private void line(Socket client) throws IOException {
        int server = turn(lasting);
        Socket far =
                lines.connect("127.0.0.1", Integer.parseInt(servers.get(server).getFragment()));
        Door.start("balancer-down", () -> carry(far, client));
        carry(client, far);
    }

    private void request(Socket client) throws IOException {
        byte[] head = head(client.getInputStream());
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int server = server(text);
        Socket far = http.connect("127.0.0.1", servers.get(server).getPort());
        far.getOutputStream().write(isUpgrade(text) ? head : last(text));
        boolean begins = text.contains("transport=polling")
                && !SESSION_ASKED.matcher(text).find();
        Door.start("balancer-down", () -> {
            if (begins) {
                remember(far, client, server);
            }
            carry(far, client);
        });
        carry(client, far);
    }

    private int server(String head) {
        Matcher session = SESSION_ASKED.matcher(head);
        if (session.find() && sessions.containsKey(session.group(1))) {
            return sessions.get(session.group(1));
        }
        String lower = head.toLowerCase(Locale.ROOT);
        boolean lasts = isUpgrade(head) || lower.contains("wait=stream") || lower.contains("text/event-stream");
        return turn(lasts ? lasting : requests);
    }

    private static boolean isUpgrade(String head) {
        return head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
    }

    private static byte[] last(String head) {
        return head.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private int turn(AtomicInteger next) {
        return Math.floorMod(next.getAndIncrement(), servers.size());
    }

    /** The answer that begins a session of polling is read first, so that nobody asks for the session before it is known. */
    private void remember(Socket far, Socket client, int server) {
        try {
            byte[] piece = new byte[LONGEST_HEAD];
            int length = far.getInputStream().read(piece);
            if (length > 0) {
                Matcher begun = SESSION_BEGUN.matcher(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
                if (begun.find()) {
                    sessions.put(begun.group(1), server);
                }
                client.getOutputStream().write(piece, 0, length);
            }
        } catch (IOException gone) {
            Door.reset(client);
            Door.reset(far);
        }
    }

    /** All up to the empty line, and what came with it. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] piece = new byte[16 << 10];
        while (head.size() < LONGEST_HEAD
                && !head.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
            int length = in.read(piece);
            if (length < 0) {
                throw new IOException("no request came");
            }
            head.write(piece, 0, length);
        }
        return head.toByteArray();
    }

    /** An end is passed on as an end, and a reset as a reset. */
    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[16 << 10];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                out.write(piece, 0, length);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                Door.shut(from);
                Door.shut(to);
            }
        } catch (IOException gone) {
            Door.reset(from);
            Door.reset(to);
        }
    }

    @Override
    public void close() {
        for (Door door : List.of(http, lines)) {
            door.close();
            door.resetAll();
        }
    }
}
