package io.roomcast.kills;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server on SQLite that is killed and started again, on the same folder and the same ports. For use by one thread.
 */
public final class Victim implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final int END_SECONDS = 10;

    /** Below those that the system gives to whoever connects: such a port could be taken while the server is dead. */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 32_000;

    private final ProcessBuilder command;
    private final Path log;
    private final URI base;
    private Optional<Process> process = Optional.empty();

    public Victim(Path war, Path folder) throws IOException {
        int port = freePort();
        int lines = freePort();
        // Where it takes lines of TCP stands in the fragment.
        this.base = URI.create("http://127.0.0.1:" + port + "/#" + lines);
        this.log = folder.resolve("server.log");
        this.command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        war.toString(),
                        "--http=127.0.0.1:" + port,
                        "--tcp=127.0.0.1:" + lines,
                        "--engine=jdbc:sqlite:",
                        "--data=" + folder.resolve("data"),
                        "--rate=0",
                        "--heartbeat=1s",
                        "--joins=1000000",
                        "--new-rooms=1000000",
                        "--address-sessions=100000",
                        "--history=10000000",
                        "--history-bytes=4g")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
    }

    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (java.net.BindException taken) {
                // Another one, then.
            }
        }
    }

    public URI base() {
        return base;
    }

    /** Starts it, and waits until it says that it is ready. */
    public void start() throws IOException, TimeoutException {
        Process started = command.start();
        process = Optional.of(started);
        Patience.until(
                () -> isReady() || !started.isAlive(), START_SECONDS, "the server did not become ready, see " + log);
        if (!started.isAlive()) {
            throw new IOException("the server ended by itself, see " + log);
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) base.resolve("health/ready").toURL().openConnection();
            asked.setReadTimeout(END_SECONDS * 1000);
            try {
                return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                asked.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** By {@code kill -9}, whatever it is doing. */
    public void kill() {
        process.ifPresent(victim -> {
            victim.destroyForcibly();
            try {
                if (!victim.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the server lives on after kill -9");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    @Override
    public void close() {
        kill();
    }
}
