package io.roomcast.socketio.client;

import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The process in which all clients in JavaScript live, from the first one to the last test. Node is the one that npm needs, so
 * there is no other to bring along. Safe for all threads.
 */
final class NodeProcess implements AutoCloseable {
    private final Map<String, Consumer<JsonObject>> clients = new ConcurrentHashMap<>();
    private final Process process;
    private final BufferedWriter orders;

    NodeProcess() {
        Path modules = Path.of(System.getProperty("test.npm"), "node_modules");
        if (!Files.isDirectory(modules)) {
            throw new IllegalStateException(modules + " is missing: mvn pre-integration-test fetches it");
        }
        try {
            process = new ProcessBuilder("node", "src/test/js/clients.mjs", System.getProperty("test.npm"))
                    .redirectError(Redirect.INHERIT)
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
            throw new UncheckedIOException("Node is gone", e);
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
