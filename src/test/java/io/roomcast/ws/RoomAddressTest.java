package io.roomcast.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Command;
import io.roomcast.wire.QueryString;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RoomAddressTest {

    @Test
    void theLastPartOfThePathIsTheRoomUnderAnyContext() {
        assertEquals("lobby", RoomAddress.room(URI.create("ws://host:1/a/b/ws/lobby?x=/y")));
        assertEquals("大", RoomAddress.room(URI.create("/ws/%E5%A4%A7")));
    }

    @Test
    void aSlashOrNulInARoomIsABadRoomAndDecodingHappensOnce() {
        for (String path : new String[] {"/ws/a%2Fb", "/ws/%00", "/ws/a/b", "/ws/a%252Fb", "/ws/", "/ws/..%2Fx"}) {
            Refusal refusal = assertThrows(Refusal.class, () -> RoomAddress.room(URI.create(path)), path);
            assertEquals(Code.BAD_ROOM, refusal.code());
        }
    }

    @Test
    void theQuerySaysWhoComesAndFromWhere() {
        Command.Join join =
                RoomAddress.join("x", QueryString.parse("name=a%2Bb+c&token=&last=5&lag=latest&other=1&flag"));
        assertEquals("a+b c", join.name());
        assertTrue(join.token().isEmpty());
        assertTrue(join.latest());
        assertEquals(5, ((Start.Last) join.start()).count());
    }

    @Test
    void halfAnEscapeAndBrokenUtf8AreRefused() {
        for (String query : new String[] {"name=%", "name=%4", "name=%zz", "name=%-1"}) {
            assertEquals(
                    Code.BAD_COMMAND,
                    assertThrows(Refusal.class, () -> QueryString.parse(query), query)
                            .code());
        }
        assertEquals(
                Code.BAD_UTF8,
                assertThrows(Refusal.class, () -> QueryString.parse("name=%C3")).code());
    }
}
