package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Asked;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a connection")
class FarewellTest extends Conversation {
    @Test
    @DisplayName("whoever does not read the answers is cut off as slow after a moment")
    void unreadReplies() {
        connection.stall();
        for (int number = 0; number < 60; number++) {
            protocol.receive("{\"ping\":\"" + "x".repeat(100) + "\"}");
        }
        assertEquals(List.of(), connection.closed());
        world.pass(Duration.ofSeconds(2));
        assertEquals(
                List.of(Code.SLOW),
                connection.closed().stream().map(Ending::code).toList());
        connection.release();
        world.pass(Duration.ofSeconds(10));
        assertEquals(1, connection.closed().size());
    }

    @Test
    @DisplayName("a farewell that cannot be written is cut after a moment")
    void farewellIsCut() {
        enter("lobby", "ann");
        connection.stall();
        protocol.receive("{\"ping\":1}");
        protocol.end(Ending.of(Code.DRAINING));
        assertEquals(List.of(), connection.closed());
        world.pass(Duration.ofSeconds(2));
        assertEquals(1, connection.closed().size());
        connection.release();
        assertEquals(1, connection.closed().size());
    }

    @Test
    @DisplayName("in no room for too long it is idle")
    void idle() {
        world.pass(IDLE);
        assertEquals(Code.IDLE, connection.closed().get(0).code());
    }

    @Test
    @DisplayName("when the connection is gone the seat is kept for its grace")
    void gone() {
        enter("lobby", "ann");
        protocol.connectionClosed();
        world.run();
        assertEquals(1, world.count("lobby"));
        world.pass(settings.grace);
        assertEquals(0, world.count("lobby"));
        protocol.refuseInput(new Refusal(Code.BAD_UTF8, "no"));
    }

    @Test
    @DisplayName("nothing counts that a client sends after its bye")
    void nothingAfterBye() {
        connection.stall();
        enter("lobby", "ann");
        protocol.receive("{\"bye\":1}");
        protocol.receive("{\"room\":\"lobby\",\"publish\":{\"data\":1}}");
        protocol.receive("and this is no message");
        protocol.receive("{\"join\":\"lobby\"}");
        protocol.rename("bob");
        world.run();
        assertEquals(0, new Asked(world.engine).extent("lobby").head());
        assertEquals(0, world.count("lobby"));
    }
}
