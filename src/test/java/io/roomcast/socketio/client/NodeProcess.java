package io.roomcast.socketio.client;

import io.roomcast.kit.Line;
import io.roomcast.server.War;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The process in which all clients in JavaScript live, from the first one to the last test of a file. Node is the one that npm needs, so
 * there is no other to bring along. Safe for all threads.
 */
final class NodeProcess implements AutoCloseable {
    private static final long PATIENCE = 5;

    private final Map<String, Consumer<JsonObject>> clients = new ConcurrentHashMap<>();
    private final Path errors;
    private final Process process;
    private final BufferedWriter orders;

    NodeProcess() {
        Path modules = Path.of(System.getProperty("test.npm"), "node_modules");
        if (!Files.isDirectory(modules)) {
            throw new IllegalStateException(modules + " is missing: mvn pre-integration-test fetches it");
        }
        try {
            errors = Files.createTempFile(War.path().getParent(), "node-", ".log");
            process = new ProcessBuilder("node", "src/test/js/clients.mjs", System.getProperty("test.npm"))
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread ear = new Thread(this::listen, "node-ear");
        ear.setDaemon(true);
        ear.start();
    }

    void tell(String client, Consumer<JsonObject> happenings) {
        clients.put(client, happenings);
    }

    void forget(String client) {
        clients.remove(client);
    }

    synchronized void order(JsonObject order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Node is gone: " + lastWords(), e);
        }
    }

    /** With what it ended, and what it said then, because nobody has asked it to. */
    private String lastWords() {
        try {
            boolean over = process.waitFor(PATIENCE, TimeUnit.SECONDS);
            return (over ? "exit code " + process.exitValue() : "it runs") + ", " + Files.readString(errors);
        } catch (InterruptedException | IOException unknown) {
            return unknown.toString();
        }
    }

    private void listen() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                JsonObject happening = Line.object(line);
                clients.getOrDefault(happening.getString("client"), late -> {}).accept(happening);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It ends when there will be no more orders. */
    @Override
    public void close() throws IOException {
        orders.close();
    }
}
