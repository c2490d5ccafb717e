package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of errors lists the sentences that the sources have: all of them, and no others. */
class ErrorsPageTest {
    private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)+)\"";
    private static final Pattern TOLD = Pattern.compile(
            "(?:new Refusal\\(|\\.refusal\\(|\\.because\\(|expect\\(Event)(?:[^\";]|" + LITERAL + ")*?;",
            Pattern.DOTALL);

    @Test
    @DisplayName("docs/errors.md has every sentence that a client can be told")
    void everySentence() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));
        Set<String> missing = new TreeSet<>(told());
        assertTrue(missing.size() > 90, () -> "only " + missing);
        missing.removeIf(page::contains);
        assertEquals(Set.of(), missing);
    }

    @Test
    @DisplayName("docs/errors.md has no sentence that is told no more")
    void noOther() throws IOException {
        Set<String> told = told();
        Set<String> stale = new TreeSet<>();
        try (Stream<String> lines = Files.lines(Path.of("docs/errors.md"))) {
            lines.filter(line -> line.startsWith("| `"))
                    .flatMap(line -> Pattern.compile("…").splitAsStream(line.split(" \\| ", -1)[1]))
                    .map(String::strip)
                    .filter(part -> told.stream().noneMatch(one -> one.contains(part)))
                    .forEach(stale::add);
        }
        assertEquals(Set.of(), stale);
    }

    /** Returns the literals of refusals and ends in the sources, without white space around them. */
    private static Set<String> told() throws IOException {
        Set<String> told = new TreeSet<>();
        for (Path source : sources()) {
            Matcher one = TOLD.matcher(joined(Files.readString(source)));
            while (one.find()) {
                Matcher literal = Pattern.compile(LITERAL).matcher(one.group());
                while (literal.find()) {
                    told.add(literal.group(1).strip());
                }
            }
        }
        told.remove("");
        return told;
    }

    /** A sentence that takes two lines is one literal plus another. */
    private static String joined(String source) {
        return source.replaceAll("\"\\s*\\+\\s*\"", "");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
