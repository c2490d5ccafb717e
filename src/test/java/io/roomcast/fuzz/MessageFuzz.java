package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.channel.websocket.MessageAssembler;
import io.roomcast.kit.Accounts;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.room.refusal.Code;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The message of a WebSocket, which a client may cut into parts anywhere, also within a character. */
class MessageFuzz {
    private static final int MOST = 64;
    private static final Set<Code> WRONG = Set.of(Code.TOO_LARGE);
    private static final Duration ARRIVAL = Duration.ofSeconds(30);

    private final HandTime time = new HandTime(World.BEGINNING);
    private int late;

    private MessageAssembler assembler() {
        return new MessageAssembler(MOST, time, ARRIVAL, Accounts.holding(), () -> late++);
    }

    @FuzzTest
    void a_message_is_the_same_in_any_parts(byte[] bytes) {
        for (List<byte[]> pieces : Input.cuts(bytes)) {
            bytes(bytes, pieces);
        }
        String text = Input.text(bytes);
        Random random = Input.random(bytes);
        for (int longest : new int[] {1, 3, 20}) {
            text(text, parts(text, longest, random));
        }
        time.ringNext(time.in(ARRIVAL));
        assertEquals(0, late, "no alarm is left of a message that has arrived");
    }

    private void bytes(byte[] whole, List<byte[]> pieces) {
        MessageAssembler assembler = assembler();
        Optional<byte[]> message = Input.unlessRefused(WRONG, () -> {
            Optional<byte[]> last = Optional.empty();
            for (byte[] piece : pieces) {
                assertEquals(Optional.empty(), last);
                last = assembler.bytes(ByteBuffer.wrap(piece), false);
            }
            return assembler.bytes(ByteBuffer.allocate(0), true).orElseThrow();
        });
        assertEquals(whole.length <= MOST, message.isPresent());
        message.ifPresent(same -> {
            assertArrayEquals(whole, same);
            assertEquals(Optional.of("next"), assembler.text("next", true), "and nothing is left for the next");
        });
        assembler.close();
    }

    private void text(String whole, List<String> parts) {
        MessageAssembler assembler = assembler();
        Optional<String> message = Input.unlessRefused(WRONG, () -> {
            for (String part : parts) {
                assertEquals(Optional.empty(), assembler.text(part, false));
            }
            return assembler.text("", true).orElseThrow();
        });
        assertEquals(Optional.of(whole).filter(text -> Input.bytes(text).length <= MOST), message, "however it is cut");
        assembler.close();
    }

    private static List<String> parts(String text, int longest, Random random) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int length = Math.min(text.length() - at, 1 + random.nextInt(longest));
            parts.add(text.substring(at, at + length));
            at += length;
        }
        return parts;
    }
}
