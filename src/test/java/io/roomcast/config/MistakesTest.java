package io.roomcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Mistakes stop the start with one sentence")
class MistakesTest {

    @Test
    @DisplayName("an unknown key is named with its value, its place and the key that was probably meant")
    void unknownKeysInEachPlace() {
        assertEquals(
                "Unknown key --rtae=5 on the command line: expected a key that --help lists, perhaps --rate.",
                sentence("--rtae=5"));
        assertEquals(
                "Unknown key ROOMCAST_HEARTBAET=5 in the environment: "
                        + "expected a key that --help lists, perhaps ROOMCAST_HEARTBEAT.",
                sentence(Source.environment(Map.of("ROOMCAST_HEARTBAET", "5"))));
        Properties properties = new Properties();
        properties.setProperty("roomcast.token_life", "5");
        assertEquals(
                "Unknown key roomcast.token_life=5 in the system properties: "
                        + "expected a key that --help lists, perhaps roomcast.token-life.",
                sentence(Source.systemProperties(properties)));
        assertEquals(
                "Unknown key roomcast.graze=5 in the context parameters: "
                        + "expected a key that --help lists, perhaps roomcast.grace.",
                sentence(Source.contextParameters(List.of("roomcast.graze"), name -> Optional.of("5"))));
    }

    @ParameterizedTest(name = "--{0} was meant as --{1}")
    @CsvSource({"tpc,tcp", "origin,origins", "trusted-proxy,trusted-proxies", "TOKEN_LIFE,token-life", "HTTP,http"})
    void nearMissesAreSuggested(String written, String meant) {
        assertTrue(sentence("--" + written + "=1").endsWith(", perhaps --" + meant + "."));
    }

    @ParameterizedTest(name = "--{0} is like no key")
    @ValueSource(strings = {"name", "port", "verbose", "", "a-name-that-is-far-too-long-to-be-that-of-any-key-at-all"})
    void farMissesSuggestNothing(String written) {
        assertEquals(
                "Unknown key --" + written + "=1 on the command line: expected a key that --help lists.",
                sentence("--" + written + "=1"));
    }

    @Test
    @DisplayName("a key in the wrong case is noticed, not passed over")
    void theWrongCaseIsNoticed() {
        assertTrue(sentence(Source.environment(Map.of("roomcast_rate", "5"))).endsWith(", perhaps ROOMCAST_RATE."));
    }

    @ParameterizedTest(name = "{0}: expected {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate=fast       | a whole number from 1 to 1000000, or 0 for off",
                "--unacked=1.5     | a whole number from 1 to 10000",
                "--frame=64kb      | a size such as 500, 64k, 16m or 1g from 1k to 16m",
                "--demos=yes       | on or off",
                "--access=anyone   | open or principal",
                "--engine=memory   | memory: or jdbc:sqlite: or jdbc:sqlite:path",
                "--data=           | a folder",
                "--listed=a,,b     | names, separated by commas",
                "--tcp=7070        | host:port (port 0 picks a free port), or off",
                "--http=off        | host:port (port 0 picks a free port)",
                "--trusted-proxies=10.0.0.0/33 | IP addresses or networks (::1, 10.0.0.0/8), separated by commas",
                "--heartbeat=25sec | a duration such as 250ms, 25s, 5m, 12h or 7d (a bare number is in s) from 10ms to 10m"
            })
    void badValuesOfEachKind(String argument, String expected) {
        assertEquals("Bad value " + argument + " on the command line: expected " + expected + ".", sentence(argument));
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "--rate=-1",
                "--rate=",
                "--rate=+5",
                "--rate=٣",
                "--rate=5k",
                "--rate=99999999999999999999",
                "--frame=64K",
                "--frame=9999999999999999g",
                "--grace=1w",
                "--grace=5 m",
                "--token-life=999999999999999d",
                "--http=:8080",
                "--http=localhost",
                "--http=localhost:65536",
                "--http=localhost:99999",
                "--http=127.0.0.256:80",
                "--http=::1:80",
                "--http=[::g]:80",
                "--http=[1.2.3.4]:80",
                "--http=a b:80",
                "--http=http://localhost:80",
                "--trusted-proxies=10.0.0.1/",
                "--trusted-proxies=::1/129",
                "--trusted-proxies=proxy.example.org",
                "--trusted-proxies=010.0.0.1",
                "--trusted-proxies=/8",
                "--trusted-proxies=10.0.0.1/999",
                "--listed=a,",
                "--listed=,",
                "--origins=chat.example.org",
                "--origins=https://chat.example.org/",
                "--origins=https://Chat.example.org",
                "--origins=https://chat.example.org:443",
                "--origins=http://a:99999",
                "--origins=*",
                "--origins=https://",
                "--engine=my store",
                "--programs=\0"
            })
    void badWriting(String argument) {
        String sentence = sentence(argument);
        assertTrue(
                sentence.startsWith("Bad value " + argument.replace('\0', '?') + " on the command line: "), sentence);
    }

    @ParameterizedTest(name = "{0} is in bounds, {1} is not")
    @CsvSource({
        "--page=1,--page=0",
        "--page=1000,--page=1001",
        "--rate=1000000,--rate=1000001",
        "--frame=1k,--frame=1023",
        "--frame=16m,--frame=16777217",
        "--grace=1ms,--grace=0",
        "--grace=24h,--grace=86401",
        "--history-age=10ms,--history-age=9ms",
        "--history-age=0ms,--history-age=3651"
    })
    void boundsBelongToTheRange(String good, String bad) {
        Configuration.read(Source.commandLine(List.of(good)));
        assertTrue(sentence(bad).contains(bad));
    }

    @Test
    @DisplayName("a bad value is told also where a stronger place has the say")
    void overruledValuesAreChecked() {
        Source strong = Source.commandLine(List.of("--rate=5"));
        Source weak = Source.environment(Map.of("ROOMCAST_RATE", "fast"));
        assertTrue(sentence(strong, weak).startsWith("Bad value ROOMCAST_RATE=fast in the environment: "));
    }

    @ParameterizedTest(name = "the argument {0}: expected {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--demos      | --demos= followed by on or off",
                "-demos=on    | --demos= followed by on or off",
                "acess=open   | --access= followed by open or principal",
                "run          | --key=value, such as --http=127.0.0.1:8080"
            })
    void argumentsOfAnotherForm(String argument, String expected) {
        assertEquals(
                "Bad argument " + argument + " on the command line: expected " + expected + ".", sentence(argument));
    }

    @Test
    @DisplayName("a key that is on the command line twice is a mistake")
    void keysAreGivenOnce() {
        assertEquals(
                "Bad argument --rate=6 on the command line: expected --rate only once.",
                sentence("--rate=5", "--rate=6"));
    }

    @Test
    @DisplayName("the sentence stays on one line of bounded length")
    void sentencesStayShort() {
        String sentence = sentence("--rate=5\n2026 all is well" + "x".repeat(10_000));
        assertFalse(sentence.contains("\n"));
        assertTrue(sentence.length() < 400, sentence);
    }

    @Test
    @DisplayName("a value that turns out to be unusable is refused in the same words")
    void unusableValuesAreRefused() {
        Configuration given = Configuration.read(Source.commandLine(List.of("--programs=nowhere")));
        assertEquals(
                "Bad value --programs=nowhere on the command line: expected a folder that exists.",
                given.refused(Key.PROGRAMS, "a folder that exists").getMessage());
        assertEquals(
                "Bad value engine=jdbc:sqlite: by default: expected a store.",
                given.refused(Key.ENGINE, "a store").getMessage());
    }

    private static String sentence(String... arguments) {
        return assertThrows(Misconfigured.class, () -> Configuration.read(Source.commandLine(List.of(arguments))))
                .getMessage();
    }

    private static String sentence(Source... sources) {
        return assertThrows(Misconfigured.class, () -> Configuration.read(sources))
                .getMessage();
    }
}
