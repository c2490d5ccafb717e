package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

    @Test
    void partsBecomeOneTextAndTheNextTextStartsAnew() {
        MessageAssembler incoming = new MessageAssembler(8);
        for (int round = 0; round < 3; round++) {
            assertEquals(Optional.empty(), incoming.text("abc", false));
            assertEquals(Optional.empty(), incoming.text("", false));
            assertEquals(Optional.of("abcdefgh"), incoming.text("defgh", true));
            assertEquals(Optional.of("12345678"), incoming.text("12345678", true));
        }
    }

    @Test
    void theBoundCountsBytesOfUtf8AlsoWhereAPairIsCutInTwo() {
        String smile = "\ud83d\ude00";
        MessageAssembler incoming = new MessageAssembler(4);
        incoming.text(smile.substring(0, 1), false);
        assertEquals(Optional.of(smile), incoming.text(smile.substring(1), true));
        assertEquals(Optional.of("éé"), incoming.text("éé", true));
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> incoming.text("大é", true)).code());
    }

    @Test
    void ignoredBytesAreBoundedToo() {
        MessageAssembler incoming = new MessageAssembler(4);
        assertTrue(incoming.ignored(4, true));
        assertTrue(!incoming.ignored(3, false));
        assertThrows(Refusal.class, () -> incoming.ignored(2, true));
    }
}
