package io.roomcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where values come from")
class SourcesTest {

    private final Source commandLine = Source.commandLine(List.of("--session-rooms=1"));
    private final Source environment = Source.environment(Map.of("ROOMCAST_SESSION_ROOMS", "2", "PATH", "/bin"));
    private final Source systemProperties = Source.systemProperties(properties("roomcast.session-rooms", "3"));
    private final Source contextParameters = parameters(Map.of("roomcast.session-rooms", "4", "other", "x"));

    @Test
    @DisplayName("each place is read in its own spelling, and what belongs to others is passed over")
    void eachPlaceIsRead() {
        assertEquals(1, sessionRooms(commandLine));
        assertEquals(2, sessionRooms(environment));
        assertEquals(3, sessionRooms(systemProperties));
        assertEquals(4, sessionRooms(contextParameters));
    }

    @Test
    @DisplayName("command line, environment, system properties, context parameters, defaults: the first wins")
    void theFirstWins() {
        List<Source> weakestFirst =
                new ArrayList<>(List.of(contextParameters, systemProperties, environment, commandLine));
        for (int winner = 1; winner <= 4; winner++) {
            assertEquals(winner, sessionRooms(weakestFirst.toArray(Source[]::new)));
            weakestFirst.remove(weakestFirst.size() - 1);
        }
        assertEquals(64, sessionRooms());
    }

    @Test
    @DisplayName("a place that does not name a key leaves it to the next")
    void placesComplementEachOther() {
        Configuration configuration = Configuration.read(Source.commandLine(List.of("--rate=7")), environment);
        assertEquals(7, configuration.count(Key.RATE));
        assertEquals(2, configuration.count(Key.SESSION_ROOMS));
    }

    @Test
    @DisplayName("a key counts as given when somebody set it, be it to its default")
    void givenMeansSetBySomebody() {
        Configuration configuration = Configuration.read(Source.commandLine(List.of("--http=127.0.0.1:8080")));
        assertTrue(configuration.given(Key.HTTP));
        assertFalse(configuration.given(Key.TCP));
    }

    @Test
    @DisplayName("defaults of system properties are seen too")
    void defaultsOfPropertiesAreSeen() {
        Properties inherited = new Properties(properties("roomcast.session-rooms", "3"));
        assertEquals(3, sessionRooms(Source.systemProperties(inherited)));
    }

    @Test
    @DisplayName("blanks around a value do not count")
    void blanksDoNotCount() {
        Source spaced = parameters(Map.of("roomcast.session-rooms", "\n  5\n"));
        assertEquals(5, sessionRooms(spaced));
    }

    @Test
    @DisplayName("what is handed over may change later without changing the configuration")
    void theConfigurationIsACopy() {
        Properties properties = properties("roomcast.session-rooms", "3");
        Configuration configuration = Configuration.read(Source.systemProperties(properties));
        properties.setProperty("roomcast.session-rooms", "9");
        assertEquals(3, configuration.count(Key.SESSION_ROOMS));
    }

    private static long sessionRooms(Source... sources) {
        return Configuration.read(sources).count(Key.SESSION_ROOMS);
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        properties.setProperty("java.version", "17");
        return properties;
    }

    private static Source parameters(Map<String, String> parameters) {
        return Source.contextParameters(parameters.keySet(), name -> Optional.ofNullable(parameters.get(name)));
    }
}
