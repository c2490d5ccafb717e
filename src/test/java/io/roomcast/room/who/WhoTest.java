package io.roomcast.room.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("names and rates")
class WhoTest {
    private final HandTime time = new HandTime(World.BEGINNING);

    private static Code refused(Runnable deed) {
        return assertThrows(Refusal.class, deed::run).code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "a", "9", "a.b_c~d-e", "大厅", "ΑΒΓ", "I", "ı", "İ"})
    @DisplayName("rooms have names of letters and digits, then also . _ ~ -")
    void rooms(String name) {
        assertEquals(name, Names.room(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "-a",
                "_",
                "\u0301a",
                "a b",
                "a/b",
                "a%2Fb",
                "a\u0000",
                "a\n",
                "😀",
                "a😀",
                "\ud800",
                "a\u202eb",
                "a\u200db"
            })
    @DisplayName("no other name is a room's")
    void notRooms(String name) {
        assertEquals(Code.BAD_ROOM, refused(() -> Names.room(name)));
    }

    @Test
    @DisplayName("a room's name is in its normal form, of up to 100 code points and 200 bytes")
    void roomBounds() {
        assertEquals("caf\u00e9", Names.room("cafe\u0301"));
        assertEquals(100, Names.room("a".repeat(100)).length());
        assertEquals(Code.BAD_ROOM, refused(() -> Names.room("a".repeat(101))));
        assertEquals(100, Names.room("é".repeat(100)).length());
        assertEquals(Code.BAD_ROOM, refused(() -> Names.room("大".repeat(67))));
        assertEquals(66, Names.room("大".repeat(66)).length());
        assertEquals(50, Names.room("𐐀".repeat(50)).codePointCount(0, 100));
        assertEquals(Code.BAD_ROOM, refused(() -> Names.room("𐐀".repeat(51))));
        assertEquals(Code.BAD_ROOM, refused(() -> Names.room("a".repeat(1 << 20))));
    }

    @Test
    @DisplayName("members have any name of up to 64 characters, emoji of any year among them")
    void members() {
        assertEquals("ann 😀 \ud83e\udee0 大", Names.member(" ann 😀 \ud83e\udee0 大 "));
        assertEquals("", Names.member("  "));
        assertEquals(128, Names.member("😀".repeat(64)).length());
        assertEquals(Code.BAD_COMMAND, refused(() -> Names.member("😀".repeat(65))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000",
                "a\tb",
                "a\u202eb",
                "a\u2066b",
                "a\u200eb",
                "a\u061cb",
                "a\u200bb",
                "\ud800",
                "a\u2028b",
                "a\u007f",
                "\ufeffa"
            })
    @DisplayName("control, format and bidi characters have no place in a name")
    void notMembers(String name) {
        assertEquals(Code.BAD_COMMAND, refused(() -> Names.member(name)));
    }

    @Test
    @DisplayName("types are the user's own but for reserved ones, of 1 to 64 characters")
    void types() {
        assertEquals("Connect", Names.type("Connect"));
        for (String type : new String[] {"", "x".repeat(65), "roomcast:x", "connect", "disconnecting", "newListener"}) {
            assertEquals(Code.BAD_COMMAND, refused(() -> Names.type(type)));
        }
    }

    @Test
    @DisplayName("a rate allows a burst, then so many a second; another key is another matter; 0 is no limit")
    void rates() {
        Rates rates = new Rates(time::elapsed, 10, Duration.ofSeconds(2));
        rates.take("ann", 20);
        assertEquals(Code.TOO_FAST, refused(() -> rates.take("ann", 1)));
        rates.take("bob", 1);
        time.ringNext(time.in(Duration.ofMillis(100)));
        rates.take("ann", 1);
        assertEquals(Code.TOO_FAST, refused(() -> rates.take("ann", 1)));
        time.set(World.BEGINNING.plus(Duration.ofHours(1)));
        assertEquals(Code.TOO_FAST, refused(() -> rates.take("ann", 1)));
        new Rates(time::elapsed, 0, Duration.ZERO).take("ann", 1_000_000);
    }

    @Test
    @DisplayName("a clock that is set back punishes nobody; a list beyond the burst passes when nothing went before")
    void rateCorners() {
        Rates rates = new Rates(time::elapsed, 10, Duration.ofSeconds(2));
        rates.take("ann", 1);
        time.set(World.BEGINNING.minus(Duration.ofHours(1)));
        rates.take("ann", 19);
        rates.take("bob", 50);
        assertEquals(Code.TOO_FAST, refused(() -> rates.take("bob", 1)));
        rates.tidy();
        assertEquals(Code.TOO_FAST, refused(() -> rates.take("bob", 1)));
    }
}
