package io.roomcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("--help")
class HelpTest {

    private final List<String> lines = Configuration.help().lines().toList();
    private final List<String> entries =
            lines.stream().filter(line -> line.startsWith("  --")).toList();

    @Test
    @DisplayName("shows every key with its default, in the order of the table")
    void showsEveryKey() {
        List<String> expected = Arrays.stream(Key.values())
                .map(key -> "--" + key.dashed() + "=" + key.standard())
                .toList();
        assertEquals(
                expected,
                entries.stream().map(line -> line.strip().split(" ", -1)[0]).toList());
    }

    @Test
    @DisplayName("says what each key is for and what it takes")
    void saysWhatKeysAreFor() {
        String words = Configuration.help().replaceAll("\\s+", " ");
        for (Key key : Key.values()) {
            assertTrue(words.contains(" " + key.meaning() + " [" + key.bounds() + "]"), key.dashed());
        }
    }

    @Test
    @DisplayName("is grouped under headings")
    void isGrouped() {
        List<String> headings =
                lines.stream().filter(line -> line.matches("[a-z]+")).toList();
        assertEquals(List.of("where", "who", "time", "rates", "sizes", "counts", "history"), headings);
    }

    @Test
    @DisplayName("begins every meaning in the same column")
    void isAligned() {
        Set<Integer> columns = entries.stream()
                .map(line -> line.replaceFirst("( +\\S+ +).*", "$1").length())
                .collect(Collectors.toSet());
        assertEquals(1, columns.size(), columns.toString());
    }

    @Test
    @DisplayName("is at most 100 columns wide, without blanks at the ends of lines")
    void isNarrow() {
        for (String line : lines) {
            assertTrue(line.length() <= 100, line);
            assertEquals(line.stripTrailing(), line);
        }
    }
}
