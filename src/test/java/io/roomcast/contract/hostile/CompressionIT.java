package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compressed frames, on a server with a heap of 64 MB that ends when this is full: compression is never agreed upon, so a
 * frame that says it is compressed is against the protocol, and nobody unpacks it.
 */
class CompressionIT {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int GIGABYTE = 1 << 30;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        List<String> smallHeap = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        server = ServerProcess.standalone(smallHeap, "--rate=0", "--joins=1000000");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static RawWebSocket socket() {
        RawWebSocket socket = new RawWebSocket(server.base(), "ws/compressed", OFFER);
        socket.next("welcome");
        return socket;
    }

    /** A gigabyte of zeros in about a megabyte. */
    private static byte[] bomb() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 20];
        byte[] out = new byte[1 << 20];
        for (int done = 0; done < GIGABYTE; done += piece.length) {
            deflater.setInput(piece);
            for (int length = deflater.deflate(out); length > 0; length = deflater.deflate(out)) {
                packed.write(out, 0, length);
            }
        }
        deflater.end();
        return packed.toByteArray();
    }

    /** A frame of text which says that it is compressed. */
    private static byte[] compressed(byte[] payload) {
        byte[] frame = RawWebSocket.frame(RawWebSocket.TEXT, true, payload);
        frame[0] |= 0x40;
        return frame;
    }

    @Test
    void compression_that_is_offered_is_not_agreed_upon() {
        try (RawWebSocket socket = socket()) {
            String greeting = socket.greeting().toLowerCase(Locale.ROOT);
            assertTrue(greeting.startsWith("http/1.1 101"), greeting);
            assertFalse(greeting.contains("sec-websocket-extensions"), greeting);
        }
    }

    @Test
    void a_frame_that_says_it_is_compressed_ends_the_connection() {
        try (RawWebSocket socket = socket()) {
            socket.write(Arrays.copyOf(compressed(new byte[100_000]), 20));
            // Where the welcome is just being written, Tomcat cannot say why it closes.
            assertTrue(Set.of(1002, 1006).contains(socket.closeCode()));
        }
    }

    @Test
    void a_gigabyte_in_a_compressed_frame_costs_no_heap_and_disturbs_nobody() {
        byte[] frame = compressed(bomb());
        try (Client healthy = Transport.WEBSOCKET.enter(server.base(), Entering.into("compressed"))) {
            long before = server.heapAfterCollection();
            for (int times = 0; times < 20; times++) {
                try (RawWebSocket socket = socket()) {
                    socket.write(frame);
                    // Bytes that are still on their way when the server has enough may cut its farewell off.
                    assertTrue(Set.of(1002, 1006).contains(socket.closeCode()));
                }
                assertEquals("ack", healthy.publish("c-" + times, "healthy").kind());
            }
            long grown = server.heapAfterCollection() - before;
            assertTrue(grown < 2 << 20, grown + " bytes");
        }
    }
}
