package io.roomcast.socketio.packet;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Accounts;
import io.roomcast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("of whatever comes in")
class PacketFuzzTest {
    private static final long SEED = 42_026;
    private static final int TIMES = 20_000;
    private static final int MANY = 500_000;
    private static final List<EngineCodec> CODECS = List.of(new EngineCodec4(), new EngineCodec3(false));

    private final RandomPackets random = new RandomPackets(SEED);
    private final Json json = new Json();
    private int failures;

    /** Anything else that is thrown goes through, and the test is red. */
    private void attempt(Supplier<?> reading) {
        try {
            assertNotNull(reading.get());
        } catch (ParseError failure) {
            failures++;
        }
    }

    private Frame mutated(Frame frame) {
        return frame instanceof Frame.Text text
                ? new Frame.Text(random.mutated(text.text()))
                : new Frame.Binary(random.mutated(((Frame.Binary) frame).bytes()));
    }

    private void bothHappened() {
        assertTrue(failures > TIMES / 20 && failures < TIMES * 2, "failures: " + failures);
    }

    @Test
    @DisplayName("bodies become packets or the typed failure, nothing else")
    void bodies() {
        for (int times = 0; times < TIMES; times++) {
            for (EngineCodec codec : CODECS) {
                Payload payload = codec.packets(mutated(codec.payload(random.engines())), 10);
                assertTrue(payload.packets().size() <= 10);
                failures += payload.failure().isPresent() ? 1 : 0;
            }
        }
        bothHappened();
    }

    @Test
    @DisplayName("frames become packets or the typed failure, nothing else")
    void frames() {
        for (int times = 0; times < TIMES; times++) {
            for (EngineCodec codec : CODECS) {
                Frame frame = mutated(codec.frame(random.engine()));
                attempt(() -> codec.packet(frame));
            }
        }
        bothHappened();
    }

    @Test
    @DisplayName("messages become packets of Socket.IO or the typed failure, nothing else")
    void messages() {
        for (int times = 0; times < TIMES; times++) {
            PacketInput input = new PacketInput(json, PacketBounds.DEFAULT, Accounts.holding());
            for (EnginePacket message : PacketOutput.messages(random.socket())) {
                EnginePacket sent = message instanceof EnginePacket.Text text
                        ? EnginePacket.of(EnginePacket.Type.MESSAGE, random.mutated(text.data()))
                        : message;
                attempt(() -> input.next(sent));
            }
        }
        bothHappened();
    }

    @Test
    @DisplayName("mutated JSON loses nothing but its binary when it is taken apart")
    void detached() {
        for (int times = 0; times < TIMES; times++) {
            String text = random.mutated(random.json(3));
            Attachments.Detached detached = Attachments.detach(text);
            assertTrue(!detached.attachments().isEmpty() || detached.json().equals(text));
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(strings = {"1:4", "0:", ":", "9", "1", "\u001e", "4\u001e", "b", "4:", "11111111:"})
    @DisplayName("a huge body takes no longer than its size")
    void hugeBodies(String piece) {
        Frame text = new Frame.Text(piece.repeat(MANY));
        Frame bytes = new Frame.Binary(piece.repeat(MANY).replace('1', '\u0001').getBytes(StandardCharsets.ISO_8859_1));
        assertTimeoutPreemptively(ofSeconds(30), () -> {
            for (EngineCodec codec : CODECS) {
                assertTrue(codec.packets(text, MANY).packets().size() <= MANY);
                assertTrue(codec.packets(bytes, MANY).packets().size() <= MANY);
            }
        });
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "2[%",
                "2%",
                "29%",
                "2/%",
                "5%",
                "51%",
                "51-%",
                "2[\"a\",1%",
                "2[\"a\",-%",
                "0{\"a\":%",
                "2[\"a\",%",
                "2[\"a\",{\"x\":%",
                "2[\"%",
                "2[\"a\",0.%",
                "2[\"a\",1e9%"
            })
    @DisplayName("a huge packet is the typed failure, and takes no longer than its size")
    void hugePackets(String pattern) {
        for (String piece : List.of("[", "9", "/", "{\"a\":", "\\\\", "1,", "\"", " ", "0")) {
            String text = pattern.replace("%", piece.repeat(MANY));
            PacketInput input = new PacketInput(json, PacketBounds.DEFAULT, Accounts.holding());
            assertTimeoutPreemptively(
                    ofSeconds(30),
                    () -> assertThrows(
                            ParseError.class, () -> input.next(EnginePacket.of(EnginePacket.Type.MESSAGE, text))),
                    () -> pattern + " " + piece);
        }
    }

    @Test
    @DisplayName("objects that only begin like binary take no longer than their size, and stay")
    void hugeNearlyBinary() {
        for (String piece : List.of(
                "{\"_binary\":\"",
                "{\"_binary\":\"\"},",
                "{\"_binary\":\"AQ\"},",
                "\"_placeholder\"",
                "\"_placeholder\":")) {
            String text = "{\"_binary\":\"A\"}," + piece.repeat(MANY);
            assertTimeoutPreemptively(
                    ofSeconds(30),
                    () -> assertEquals(text, Attachments.detach(text).json()));
        }
    }
}
