package io.roomcast.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a connection over TCP")
class TcpConnectionTest {
    private static int published(String... pieces) {
        List<byte[]> arrived = Arrays.stream(pieces)
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toList();
        return TcpTalk.of(arrived).published().getOrDefault("lobby", List.of()).size();
    }

    @Test
    @DisplayName("is cut if its first byte is that of TLS")
    void tls() {
        assertEquals(0, published("\u0016\u0003\u0001\n", "hello\n"));
    }

    @Test
    @DisplayName("is not cut if that byte is only the first of a piece")
    void pieces() {
        assertEquals(2, published("a\u0016b\nhello\n"));
        assertEquals(2, published("a", "\u0016b\nhello\n"));
    }

    @Test
    @DisplayName("publishes nothing behind a /quit, in one piece or in two")
    void quit() {
        assertEquals(1, published("hello\n/quit\nnever\n"));
        assertEquals(1, published("hello\n/quit\n", "never\n"));
    }
}
