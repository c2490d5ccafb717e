package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import io.roomcast.kit.socket.Door;
import io.roomcast.kit.socket.RawSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A program over TCP: it asks for JSON and joins; what was said to a person before that begins with no brace. */
final class TcpClient extends Wired {
    private final RawSocket socket;

    private TcpClient(URI lines, Entering entering) {
        super(lines, entering);
        this.socket = new RawSocket(base()).patiently();
        Door.start("tcp-client", this::hearAll);
    }

    /** A server says in the fragment of its address on which port it takes lines. */
    static TcpClient enter(URI server, Entering entering) {
        TcpClient client = new TcpClient(URI.create("http://127.0.0.1:" + server.getFragment() + "/"), entering);
        client.write("/json\n" + entering.command() + "\n");
        client.awaitWelcome();
        return client;
    }

    private void hearAll() {
        try (socket) {
            for (String line = socket.line(); !socket.isOver(); line = socket.line()) {
                if (line.startsWith("{")) {
                    heard(line);
                }
            }
        }
        ended();
    }

    private void heard(String line) {
        came(line);
        if (Line.of(line).is("error") && !isWelcome()) {
            refused(0);
        }
    }

    @Override
    public boolean isAtHome() {
        return false;
    }

    @Override
    public String framed(String command) {
        if (!command.replace(" ", "").startsWith("{\"")) {
            return command;
        }
        return "{\"room\":" + Commands.quoted(room()) + ","
                + command.substring(1).replace('\n', ' ');
    }

    @Override
    public void send(String command) {
        write(framed(command) + "\n");
    }

    /** Text of its own is for people: a program publishes it. */
    @Override
    public void say(String text) {
        String line = text.replaceFirst("\r?\n\\z", "");
        if (!line.isEmpty()) {
            send("{\"publish\":{\"data\":" + Commands.quoted(line) + "}}");
        }
    }

    @Override
    public void leave() {
        write("{\"leave\":" + Commands.quoted(room()) + "}\n");
    }

    private synchronized void write(String text) {
        if (!socket.write(text.getBytes(StandardCharsets.UTF_8))) {
            ended();
        }
    }
}
