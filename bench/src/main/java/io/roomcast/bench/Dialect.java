package io.roomcast.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** What a client says in order to enter, to publish and to stay. */
enum Dialect {
    TEXT("/ws/bench", "") {
        @Override
        byte[] publish(long number, String data) {
            return ("{\"publish\":{\"data\":\"" + data + "\"},\"id\":\"c-" + number + "\"}").getBytes(UTF_8);
        }
    },
    LINES("/ws/bench", "Sec-WebSocket-Protocol: roomcast.lines\r\n") {
        @Override
        byte[] publish(long number, String data) {
            return TEXT.publish(number, data);
        }
    },
    SOCKETIO("/socket.io/?EIO=4&transport=websocket", "") {
        @Override
        byte[] publish(long number, String data) {
            return ("42[\"message\",\"" + data + "\"]").getBytes(UTF_8);
        }
    };

    private final String path;
    private final String headers;

    Dialect(String path, String headers) {
        this.path = path;
        this.headers = headers;
    }

    static Dialect named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The request that asks for a WebSocket, at another path if one is given. */
    byte[] handshake(String otherPath) {
        String target = otherPath.isEmpty() ? path : otherPath;
        return ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers
                        + "\r\n")
                .getBytes(UTF_8);
    }

    abstract byte[] publish(long number, String data);
}
