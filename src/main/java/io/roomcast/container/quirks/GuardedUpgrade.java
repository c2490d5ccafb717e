package io.roomcast.container.quirks;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Stands between Grizzly and the WebSocket engine, and mends two defects that would hold a thread of the container's for
 * ever: the engine waits for its own beginning where it is told of bytes that came early, and Grizzly takes bytes that
 * come late for a request. So the engine hears of bytes when it has begun, and the connection ends with the WebSocket.
 * The container makes it, and calls it on its threads.
 */
public class GuardedUpgrade implements HttpUpgradeHandler {
    private HttpUpgradeHandler engine;
    private GrizzlySocket socket;

    void guard(HttpUpgradeHandler theirs, GrizzlySocket below) {
        engine = theirs;
        socket = below;
    }

    @Override
    public void init(WebConnection connection) {
        LateInput input = new LateInput(input(connection));
        engine.init(new Guarded(connection, input));
        input.begin();
    }

    private static ServletInputStream input(WebConnection connection) {
        try {
            return connection.getInputStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void destroy() {
        try {
            engine.destroy();
        } finally {
            socket.close();
        }
    }

    /** The connection as the engine sees it. */
    private record Guarded(WebConnection connection, LateInput input) implements WebConnection {
        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return connection.getOutputStream();
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    /** Hands on the listener when the engine has finished its own beginning. */
    private static final class LateInput extends ServletInputStream {
        private final ServletInputStream input;
        private ReadListener listener; // null until the engine sets one

        LateInput(ServletInputStream input) {
            this.input = input;
        }

        void begin() {
            if (listener != null) {
                input.setReadListener(listener);
            }
        }

        @Override
        public void setReadListener(ReadListener theirs) {
            listener = theirs;
        }

        @Override
        public boolean isFinished() {
            return input.isFinished();
        }

        @Override
        public boolean isReady() {
            return input.isReady();
        }

        @Override
        public int available() throws IOException {
            return input.available();
        }

        @Override
        public int read() throws IOException {
            return input.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return input.read(into, from, length);
        }
    }
}
