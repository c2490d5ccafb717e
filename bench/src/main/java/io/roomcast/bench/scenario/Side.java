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
 * One of those that are compared: a server, and the clients that it is measured with. Those of Roomcast may name another
 * archive or engine: {@code text=old.war}, {@code text@jdbc:sqlite:}, {@code lines=old.war@jdbc:sqlite:}. Or they are
 * measured on a server that runs already, by its port and the id of its process: {@code text=8080/12345}.
 */
public record Side(String name, Dialect dialect, Start start) {
    private static final Pattern RUNNING = Pattern.compile("[^=]*=(\\d+)/(\\d+)");
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

    /** Reads a side as it stands on the command line. */
    public static Side named(String text, Options options) {
        String name = text.replaceFirst("[=@].*", "");
        Dialect dialect = DIALECTS.get(name);
        if (dialect == null) {
            throw new IllegalArgumentException(
                    "Unknown side or scenario " + text + ": the sides are " + DIALECTS.keySet());
        }
        if (PEERS.containsKey(name)) {
            return new Side(text, dialect, PEERS.get(name));
        }
        Matcher running = RUNNING.matcher(text);
        if (running.matches()) {
            int port = Integer.parseInt(running.group(1));
            long pid = Long.parseLong(running.group(2));
            return new Side(text, dialect, more -> BenchServer.running(port, pid));
        }
        String archive = text.contains("=") ? text.replaceFirst("[^=]*=", "") : options.text("archive");
        String engine = !text.contains("=") && text.contains("@") ? text.replaceFirst("[^@]*", "") : "";
        return new Side(text, dialect, more -> BenchServer.roomcast(archive + engine, more));
    }

    public boolean isRoomcast() {
        return !PEERS.containsKey(name);
    }
}
