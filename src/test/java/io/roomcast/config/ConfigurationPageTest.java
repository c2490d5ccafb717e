package io.roomcast.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/configuration.md")
class ConfigurationPageTest {

    private static final String BEGIN = "<!-- keys: begin -->\n";
    private static final String END = "<!-- keys: end -->";

    @Test
    @DisplayName("holds the table of keys as it is in the code")
    void holdsTheTable() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        String found = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        String expected = table();
        assertTrue(expected.equals(found), () -> "Between the markers the page should hold:\n" + expected);
    }

    @Test
    @DisplayName("shows sentences about mistakes as they are printed")
    void showsRealSentences() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        for (Source source : mistakes()) {
            String sentence = assertThrows(Misconfigured.class, () -> Configuration.read(source))
                    .getMessage();
            assertTrue(page.contains("    " + sentence + "\n"), sentence);
        }
    }

    private static List<Source> mistakes() {
        return List.of(
                Source.environment(Map.of("ROOMCAST_HEARTBAET", "10s")), Source.commandLine(List.of("--frame=64kb")));
    }

    private static String table() {
        String rows =
                Arrays.stream(Key.values()).map(ConfigurationPageTest::row).collect(Collectors.joining());
        return "| Key | Default | Meaning | Bounds |\n| --- | --- | --- | --- |\n" + rows;
    }

    private static String row(Key key) {
        String standard = key.standard().isEmpty() ? "nothing" : "`" + key.standard() + "`";
        return "| `" + key.dashed() + "` | " + standard + " | " + key.meaning() + " | " + key.bounds() + " |\n";
    }
}
