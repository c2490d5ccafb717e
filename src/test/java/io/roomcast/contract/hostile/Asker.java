package io.roomcast.contract.hostile;

import io.roomcast.contract.client.Commands;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Somebody in a room who asks for answers and reads only when told to. For one thread.
 *
 * @param question what is answered at once
 * @param word what publishes {@link #WORD}
 * @param bytes the size of one answer, or a little less
 */
record Asker(Consumer<String> say, String question, String word, int bytes, Supplier<String> line, Runnable end)
        implements AutoCloseable {
    static final String WORD = "all asked";

    private static final String PING = "{\"ping\":" + Commands.quoted(Asleep.BULK) + "}";

    /** The ways to ask and to read on one connection. */
    enum Way {
        WEBSOCKET,
        WEBSOCKET_LINES,
        TCP,
        TCP_FOR_PEOPLE,
        SOCKET_IO
    }

    static Asker enter(URI base, String room, Way way) {
        return switch (way) {
            case WEBSOCKET -> webSocket(new RawWebSocket(base, "ws/" + room));
            case WEBSOCKET_LINES ->
                webSocket(new RawWebSocket(base, "ws/" + room, "Sec-WebSocket-Protocol: roomcast.lines"));
            case TCP -> program(RawSocket.ofLines(base), room);
            case TCP_FOR_PEOPLE -> person(RawSocket.ofLines(base), room);
            case SOCKET_IO ->
                socketIo(new RawWebSocket(base, "socket.io/?EIO=4&transport=websocket"), "/" + room + ",");
        };
    }

    private static Asker webSocket(RawWebSocket socket) {
        Supplier<String> line = () -> socket.line().text();
        return new Asker(socket::send, PING, WORD, Asleep.BULK.length(), line, socket::close).welcomed("{\"welcome\":");
    }

    private static Asker program(RawSocket socket, String room) {
        String named = Commands.quoted(room);
        socket.write("/json\n{\"join\":" + named + "}\n");
        String word = "{\"publish\":{\"data\":\"" + WORD + "\"},\"room\":" + named + "}";
        return new Asker(
                        text -> socket.write(text + "\n"),
                        PING,
                        word,
                        Asleep.BULK.length(),
                        socket::line,
                        socket::close)
                .welcomed("{\"welcome\":");
    }

    /** The server answers people with silence, unless it cannot read what they say. */
    private static Asker person(RawSocket socket, String room) {
        socket.write("/join " + room + "\n");
        return new Asker(text -> socket.write(text + "\n"), "\u00ff", WORD, 100, socket::line, socket::close)
                .welcomed("You left");
    }

    /** An emit by a name that is not for clients is acknowledged with why, and with its id. */
    private static Asker socketIo(RawWebSocket socket, String namespace) {
        socket.send("40" + namespace);
        String options = "{\"roomcast\":{\"id\":\"" + "x".repeat(128) + "\"}}";
        String emit = "42" + namespace + "7[\"roomcast:x\"," + options + "]";
        String word = "42" + namespace + "[\"message\",\"" + WORD + "\"]";
        Supplier<String> packet = () -> socket.next(RawWebSocket.TEXT).text();
        return new Asker(socket::send, emit, word, 250, packet, socket::close).welcomed("40" + namespace);
    }

    private Asker welcomed(String sign) {
        if (lines().limit(20).noneMatch(said -> said.contains(sign))) {
            throw new AssertionError("nobody was let in");
        }
        return this;
    }

    void asks() {
        say.accept(question);
    }

    /** Says its word to the room. */
    void speaks() {
        say.accept(word);
    }

    /** All that is said to it, read line by line. */
    Stream<String> lines() {
        return Stream.generate(line);
    }

    @Override
    public void close() {
        end.run();
    }
}
