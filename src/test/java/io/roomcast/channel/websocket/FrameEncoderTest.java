package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the frames beside the examples and bounds of RFC 6455. */
class FrameEncoderTest {

    @Test
    void the_examples_of_the_rfc() {
        assertArrayEquals(bytes(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f), FrameEncoder.text("Hello"));
        byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(bytes(0x8a, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f), FrameEncoder.pong(hello));
        assertArrayEquals(bytes(0x89, 0x00), FrameEncoder.ping());
        assertArrayEquals(bytes(0x82, 0x7e, 0x01, 0x00), head(FrameEncoder.binary(new byte[256]), 4));
        assertArrayEquals(bytes(0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0), head(FrameEncoder.binary(new byte[65536]), 10));
    }

    @ParameterizedTest
    @CsvSource({"0,2", "125,2", "126,4", "127,4", "65535,4", "65536,10", "100000,10"})
    void a_length_takes_as_few_bytes_as_it_can(int length, int head) {
        byte[] frame = FrameEncoder.binary(new byte[length]);
        assertEquals(head + length, frame.length);
        ByteBuffer rest = ByteBuffer.wrap(frame).position(1);
        int first = rest.get();
        long said = first < 126 ? first : first == 126 ? rest.getShort() & 0xffff : rest.getLong();
        assertEquals(length, said);
    }

    @Test
    void a_text_is_utf_8() {
        assertArrayEquals(bytes(0x81, 0x03, 0xe4, 0xb8, 0xad), FrameEncoder.text("中"));
    }

    private static byte[] head(byte[] frame, int length) {
        return Arrays.copyOf(frame, length);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
