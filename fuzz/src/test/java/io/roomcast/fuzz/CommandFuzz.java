package io.roomcast.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Json;

/** One line from a client of WebSocket or TCP. */
class CommandFuzz {
    private final CommandParser commands = new CommandParser(new Json(), ClientLimits.DEFAULT);

    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({
        "{\"publish\":",
        "{\"join\":",
        "{\"answer\":",
        "\"room\":",
        "\"after\":",
        "\"to\":[",
        "\"batch\":[",
        "\\u"
    })
    void aLineIsACommandOrARefusal(@NotNull String line) {
        try {
            commands.parse(line);
        } catch (Refusal expected) {
            // The client is told, by the id and the room that its line names.
            commands.idAndRoom(line, "");
        }
    }
}
