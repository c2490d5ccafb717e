package io.roomcast.socketio.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A process with Socket.IO's own server, until it is closed. */
record ReferenceServer(Process process, URI base) implements AutoCloseable {

    static ReferenceServer start() throws IOException {
        Process process = new ProcessBuilder("node", "src/test/js/reference.mjs", System.getProperty("test.npm"))
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        return new ReferenceServer(process, URI.create("http://127.0.0.1:" + said.readLine() + "/"));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
