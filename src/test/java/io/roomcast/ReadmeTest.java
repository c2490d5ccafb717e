package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The two READMEs say the same, and the size of the client is what they say. */
class ReadmeTest {
    private static final Path ENGLISH = Path.of("README.md");
    private static final Path CHINESE = Path.of("README.zh.md");
    private static final Pattern SIZE = Pattern.compile("([0-9]+[.][0-9]) KB");

    /** Everything that is not prose: commands, what they print, code. */
    private static List<String> code(Path page) throws IOException {
        boolean fenced = false;
        List<String> code = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            boolean fence = line.startsWith("```");
            if (fence || fenced || line.startsWith("    ")) {
                code.add(line);
            }
            fenced ^= fence;
        }
        return code;
    }

    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#+ .*"))
                .toList();
    }

    private static List<String> links(Path page) throws IOException {
        return Pattern.compile("\\]\\(([^)]*)\\)")
                .matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("README"))
                .toList();
    }

    @Test
    @DisplayName("README.zh.md has the headings, commands and links of README.md, each in its place")
    void bothSayTheSame() throws IOException {
        assertEquals(levels(headings(ENGLISH)), levels(headings(CHINESE)));
        assertEquals(code(ENGLISH), code(CHINESE));
        assertEquals(links(ENGLISH), links(CHINESE));
        assertTrue(
                headings(CHINESE).stream().skip(1).allMatch(heading -> heading.matches(".*\\p{IsHan}.*")),
                "each heading is in Chinese");
        assertFalse(code(ENGLISH).isEmpty());
    }

    private static List<String> levels(List<String> headings) {
        return headings.stream()
                .map(heading -> heading.substring(0, heading.indexOf(' ')))
                .toList();
    }

    @Test
    @DisplayName("the client is as large as both say, compressed")
    void size() throws IOException {
        ByteArrayOutputStream pressed = new ByteArrayOutputStream();
        try (GZIPOutputStream press = new GZIPOutputStream(pressed)) {
            press.write(Files.readAllBytes(Path.of("target/client/roomcast.js")));
        }
        // Not every machine presses to the last byte alike.
        double size = pressed.size() / 1000.0;
        for (Path page : List.of(ENGLISH, CHINESE)) {
            Matcher said = SIZE.matcher(Files.readString(page));
            assertTrue(said.find(), () -> page + " names the size");
            assertEquals(size, Double.parseDouble(said.group(1)), 0.1, () -> page + " says how large roomcast.js is");
        }
    }
}
