package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the words that people read: banned phrases, how comments begin, the glossary, and that names are unique. */
class WordsTest {
    private static final Pattern RELATIVE =
            Pattern.compile("(?:/\\*\\*|//)\\s*(?:\\* )?(?:Who|What|Whom|Whoever|Whose|Whatever)\\b.*");
    private static final Pattern ENTRY = Pattern.compile("\\| (\\*\\*?)[a-z]+\\*\\*? \\|.*");
    private static final List<String> READ =
            List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs", "src/main");
    private static final List<String> TEXTS = List.of(".md", ".java", ".js", ".html", ".ts");

    @Test
    void no_text_uses_a_banned_phrase() throws IOException {
        List<String> banned = Files.readAllLines(Path.of("src/test/words/banned.txt")).stream()
                .filter(line -> line.contains(" -> "))
                .map(line -> line.substring(0, line.indexOf(" -> ")))
                .toList();
        Pattern phrases = Pattern.compile(
                "\\b(?:" + String.join("|", banned).replace(" ", "\\s+(?:[*] )?") + ")\\b", Pattern.CASE_INSENSITIVE);
        assertNone(texts(), phrases);
    }

    @Test
    void no_comment_begins_with_a_relative_clause() throws IOException {
        List<Path> sources = new ArrayList<>(texts());
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            tests.forEach(sources::add);
        }
        sources.removeIf(file -> !file.toString().endsWith(".java"));
        assertNone(sources, RELATIVE);
    }

    @Test
    void the_glossary_is_short_and_users_meet_half_of_it() throws IOException {
        List<String> entries = Files.readAllLines(Path.of("ARCHITECTURE.md")).stream()
                .filter(line -> ENTRY.matcher(line).matches())
                .toList();
        assertTrue(entries.size() <= 32, entries.size() + " words");
        long users = entries.stream().filter(line -> line.startsWith("| **")).count();
        assertTrue(users <= 15, users + " words for users");
    }

    @Test
    void no_two_types_share_a_simple_name() throws IOException {
        List<String> names = new ArrayList<>();
        for (String sources : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                        .forEach(names::add);
            }
        }
        Set<String> once = new HashSet<>();
        assertEquals(List.of(), names.stream().filter(name -> !once.add(name)).toList());
    }

    private static List<Path> texts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String start : READ) {
            try (Stream<Path> files = Files.walk(Path.of(start))) {
                files.filter(file -> TEXTS.stream().anyMatch(file.toString()::endsWith)
                                && !file.startsWith("docs/decisions"))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static void assertNone(List<Path> files, Pattern phrase) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            Matcher matcher = phrase.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }
}
