package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Dialect;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server to compare, and the clients that it is measured with. Roomcast's sides may name another archive or engine:
 * {@code text=old.war}, {@code text@jdbc:sqlite:}, {@code lines=old.war@jdbc:sqlite:}. Or they name a server that runs
 * already, by its port and the id of its process: {@code text=8080/12345}.
 */
public record Side(String name, Dialect dialect, Start start) {
    private static final Pattern RUNNING = Pattern.compile("[^=]*=(\\d{1,5})/(\\d{1,9})");
    private static final Map<String, Start> PEERS = new LinkedHashMap<>();
    private static final Map<String, Dialect> DIALECTS = new LinkedHashMap<>();

    static {
        peer("socketio", Dialect.SOCKETIO, more -> BenchServer.node("socketio.mjs"));
        peer("ws", Dialect.PLAIN, more -> BenchServer.node("ws.mjs"));
        peer("cometd", Dialect.COMETD, more -> BenchServer.java("io.roomcast.bench.peers.CometPeer"));
        peer("netty-socketio", Dialect.SOCKETIO, more -> BenchServer.java("io.roomcast.bench.peers.NettyPeer"));
        peer("loop", Dialect.PLAIN, more -> BenchServer.loop());
        DIALECTS.put("text", Dialect.TEXT);
        DIALECTS.put("lines", Dialect.LINES);
        DIALECTS.put("roomcast-socketio", Dialect.NAMESPACE);
        DIALECTS.put("sse", Dialect.SSE);
        DIALECTS.put("ndjson", Dialect.NDJSON);
        DIALECTS.put("tcp", Dialect.TCP);
        DIALECTS.put("poll", Dialect.POLL);
    }

    /** Starts a server. Roomcast takes more arguments; the peers have none. */
    @FunctionalInterface
    public interface Start {
        BenchServer start(String... more) throws IOException;
    }

    private static void peer(String name, Dialect dialect, Start start) {
        DIALECTS.put(name, dialect);
        PEERS.put(name, start);
    }

    private static String name(String text) {
        return text.replaceFirst("[=@].*", "");
    }

    /** Whether a word of the command line begins with the name of a side. */
    public static boolean exists(String text) {
        return DIALECTS.containsKey(name(text));
    }

    /** Reads a side that exists from the command line. */
    public static Side named(String text, Options options) {
        String name = name(text);
        Dialect dialect = DIALECTS.get(name);
        if (PEERS.containsKey(text)) {
            return new Side(text, dialect, PEERS.get(text));
        }
        if (PEERS.containsKey(name)) {
            throw new IllegalArgumentException(
                    text + ": only a side of Roomcast can have another archive, engine or process");
        }
        return new Side(text, dialect, roomcast(text, options));
    }

    private static Start roomcast(String text, Options options) {
        Matcher running = RUNNING.matcher(text);
        if (running.matches()) {
            int port = Integer.parseInt(running.group(1));
            long pid = Long.parseLong(running.group(2));
            return more -> BenchServer.running(port, pid);
        }
        if (text.matches("[^=]*=[\\d/:]+")) {
            throw new IllegalArgumentException(
                    text + ": expected PORT/PID of a server that runs already, such as 8080/12345");
        }
        String archive = text.contains("=") ? text.replaceFirst("[^=]*=", "") : options.text("archive");
        String engine = !text.contains("=") && text.contains("@") ? text.replaceFirst("[^@]*", "") : "";
        return more -> BenchServer.roomcast(archive + engine, more);
    }

    /** Returns the names of all sides. */
    public static String names() {
        return String.join(", ", DIALECTS.keySet());
    }

    public boolean isRoomcast() {
        return !PEERS.containsKey(name);
    }
}
