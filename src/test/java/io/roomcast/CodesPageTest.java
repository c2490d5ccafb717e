package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.refusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of codes in the protocol's page is the enum, row by row. */
class CodesPageTest {
    private static final String BEGIN = "<!-- codes: begin -->\n";
    private static final String END = "<!-- codes: end -->";

    @Test
    @DisplayName("docs/protocol.md shows every code as the enum has it")
    void tableIsTheEnum() throws IOException {
        String page = Files.readString(Path.of("docs/protocol.md"));
        String found = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        String expected = table();
        assertTrue(expected.equals(found), () -> "Between the markers the page should hold:\n" + expected);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| Code | Told by | HTTP | WebSocket | Come back | Meaning |\n")
                .append("| --- | --- | --- | --- | --- | --- |\n");
        for (Code code : Code.values()) {
            table.append("| `").append(code.wire()).append("` | ").append(code.isEnd() ? "bye" : "error");
            table.append(" | ").append(code.status()).append(" | ").append(code.close());
            table.append(" | ").append(code.comeBack() ? "yes" : "no").append(" | ");
            table.append(code.meaning()).append(" |\n");
        }
        return table.toString();
    }
}
