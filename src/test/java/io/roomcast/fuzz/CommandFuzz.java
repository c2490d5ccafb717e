package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.room.log.Content;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.Command;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.CommandParser.IdAndRoom;
import io.roomcast.wire.Json;
import java.util.List;
import java.util.Optional;

/** One line from a client of WebSocket or TCP. */
class CommandFuzz {
    /** An escape such as {@code \}{@code u0001} is the longest way to write one character. */
    private static final int LONGEST_ESCAPE = 6;

    private final CommandParser commands = new CommandParser(new Json(), ClientLimits.DEFAULT);

    @FuzzTest
    void a_line_is_a_command_or_a_refusal(byte[] bytes) {
        String line = Input.text(bytes);
        Optional<Command> command = Input.unlessRefused(() -> commands.parse(line));
        IdAndRoom named = commands.idAndRoom(line, "home");
        assertTrue(named.id().length() <= CommandParser.LONGEST_ID);
        if (command.isPresent()) {
            assertIsWhole(command.get(), line, named);
        }
        Input.unlessRefused(() -> commands.join("lobby", line));
        Input.unlessRefused(() -> commands.publish(List.of(Content.of("message", "1")), line));
        Input.unlessRefused(() -> commands.contents(line));
        Input.unlessRefused(() -> commands.memberName(line));
    }

    private void assertIsWhole(Command command, String line, IdAndRoom named) {
        assertEquals(command, commands.parse(CommandText.of(command)), "encoded and parsed again");
        if (!command.id().isEmpty()) {
            assertEquals(command.id(), named.id());
        }
        if (command instanceof Command.Publish publish) {
            assertEquals(publish.room().isEmpty() ? "home" : publish.room(), named.room());
            int size = publish.contents().stream()
                    .mapToInt(content -> content.data().length())
                    .sum();
            assertTrue(size
                    <= LONGEST_ESCAPE * line.length()
                            + "null".length() * publish.contents().size());
            assertTrue(publish.contents().size() <= ClientLimits.DEFAULT.list());
        }
    }
}
