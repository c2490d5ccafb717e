package io.roomcast;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.SourceFile.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Holds the hard caps on files, methods, packages and names, and a few habits, and prints what we aim for. */
@TestInstance(Lifecycle.PER_CLASS)
class HouseTest {
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_METHOD = 40;
    private static final int FILES_OF_A_PACKAGE = 25;
    private static final List<String> NAMES_THAT_SAY_NOTHING =
            List.of("Util", "Utils", "Manager", "Helper", "Impl", "Misc", "Common");

    private static final Pattern CONTAINERS = Pattern.compile(
            "tomcat|catalina|coyote|wildfly|undertow|jboss|jetty|payara|glassfish|grizzly|tyrus|liberty|websphere|weld",
            Pattern.CASE_INSENSITIVE);

    private final List<SourceFile> main = SourceFile.under(Path.of("src/main/java"));
    private final List<SourceFile> test = SourceFile.under(Path.of("src/test/java"));
    private final List<SourceFile> client = SourceFile.scriptsUnder(Path.of("src/main/client"));
    private final List<SourceFile> pages = SourceFile.scriptsUnder(Path.of("src/main/webapp"));

    HouseTest() throws IOException {}

    @Test
    void no_file_has_more_than_300_lines() {
        assertNone(all().filter(file -> file.lines() > LINES_OF_A_FILE).map(file -> file.path() + " " + file.lines()));
    }

    @Test
    void no_method_has_more_than_40_lines() {
        assertNone(all().flatMap(file -> file.methods().stream()
                .filter(method -> method.lines() > LINES_OF_A_METHOD)
                .map(method -> file.path() + " " + method)));
    }

    @Test
    void no_package_has_more_than_25_files() {
        Map<Path, Long> packages = all().collect(groupingBy(file -> file.path().getParent(), counting()));
        assertNone(packages.entrySet().stream()
                .filter(entry -> entry.getValue() > FILES_OF_A_PACKAGE)
                .map(Object::toString));
    }

    @Test
    void every_class_has_a_name_that_says_something() {
        assertNone(all().flatMap(file -> file.types().stream()
                .filter(type -> NAMES_THAT_SAY_NOTHING.stream().anyMatch(type::endsWith))));
    }

    /** An optional is for what a public method returns; a field may be null instead, and says when. */
    @Test
    void no_field_and_no_parameter_is_optional() {
        assertNone(main.stream().flatMap(file -> file.optionals().stream().map(name -> file.path() + " " + name)));
    }

    @Test
    void only_the_package_container_names_a_container() {
        assertNone(Stream.of(main, client, pages)
                .flatMap(List::stream)
                .filter(file -> !file.path().startsWith("src/main/java/io/roomcast/container"))
                .filter(file -> CONTAINERS.matcher(file.text()).find())
                .map(file -> file.path().toString()));
    }

    /** Written in two halves, so that this file does not find itself. */
    @Test
    void no_test_sleeps_or_is_switched_off() {
        List<String> words = List.of("Thread." + "sleep", "@" + "Disabled", "assume" + "True", "assume" + "That");
        assertNone(test.stream()
                .filter(file -> words.stream().anyMatch(file.text()::contains))
                .map(file -> file.path().toString()));
    }

    @Test
    void the_aims_are_printed() {
        print("lines of a file (60, 160)", main.stream().mapToInt(SourceFile::lines));
        print(
                "lines of a method (4, 12)",
                main.stream().flatMap(file -> file.methods().stream()).mapToInt(Method::lines));
    }

    private Stream<SourceFile> all() {
        return Stream.of(main, test, client, pages).flatMap(List::stream);
    }

    private static void assertNone(Stream<String> offenders) {
        assertEquals(List.of(), offenders.toList());
    }

    private static void print(String what, IntStream values) {
        int[] sorted = values.toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: median %d, p90 %d, max %d of %d%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 9 / 10],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
