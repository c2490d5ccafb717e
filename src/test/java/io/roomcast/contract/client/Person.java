package io.roomcast.contract.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody who talks to a server with nothing but {@code nc}. For one thread. */
public final class Person implements AutoCloseable {
    private static final int PATIENCE = 8_000;

    private final Socket socket;
    private final BufferedReader in;
    private final List<String> heard = new ArrayList<>();

    /** Comes to the server, which says by the fragment of its address where it takes lines. */
    public Person(URI server) {
        try {
            socket = new Socket("127.0.0.1", Integer.parseInt(server.getFragment()));
            socket.setSoTimeout(PATIENCE);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Person says(String line) {
        return sends((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public Person sends(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** What was heard so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** The next line, which is never empty; empty at the end. */
    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                return "";
            }
            heard.add(line);
            return line;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("waited in vain; heard " + heard, e);
        } catch (IOException reset) {
            return "";
        }
    }

    /** Has nothing more to say, and goes on listening. */
    public Person endsItsSide() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is gone from one moment to the next: the server is told by a reset. */
    public void resets() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
