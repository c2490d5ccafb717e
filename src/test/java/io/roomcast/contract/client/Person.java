package io.roomcast.contract.client;

import io.roomcast.kit.socket.RawSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody who talks to a server with nothing but {@code nc}. For one thread. */
public final class Person implements AutoCloseable {
    private final RawSocket socket;
    private final List<String> heard = new ArrayList<>();

    /** Comes to the server, which says by the fragment of its address where it takes lines. */
    public Person(URI server) {
        socket = RawSocket.ofLines(server);
    }

    public Person says(String line) {
        return sends((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public Person sends(byte[] bytes) {
        socket.write(bytes);
        return this;
    }

    /** Waits for a line with these words, and gives it. */
    public String hears(String words) {
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.contains(words)) {
                return line;
            }
        }
        throw new AssertionError("it ended without \"" + words + "\", but with " + heard);
    }

    /** Waits for the end, and gives everything that was heard, from the first line on. */
    public List<String> hearsTheEnd() {
        String line = line();
        while (!line.isEmpty()) {
            line = line();
        }
        return heard();
    }

    /** All lines that were heard so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** The next line, which is never empty; empty at the end. */
    private String line() {
        try {
            String line = socket.line();
            if (!line.isEmpty()) {
                heard.add(line);
            }
            return line;
        } catch (AssertionError inVain) {
            throw new AssertionError("waited in vain; heard " + heard, inVain);
        }
    }

    /** Has nothing more to say, and goes on listening. */
    public Person endsItsSide() {
        socket.endsItsSide();
        return this;
    }

    /** Is gone from one moment to the next: the server is told by a reset. */
    public void resets() {
        socket.resets();
    }

    @Override
    public void close() {
        socket.close();
    }
}
