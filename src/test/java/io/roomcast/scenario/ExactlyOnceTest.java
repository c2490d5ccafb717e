package io.roomcast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("every acknowledged event comes once, in order, to every reader, or is announced by a gap")
class ExactlyOnceTest {
    private static final Logger COMMITS = Logger.getLogger("io.roomcast.room.Commits");

    /** The store fails hundreds of times, which is as it should be and not worth a line each. */
    @BeforeAll
    static void silence() {
        COMMITS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        COMMITS.setLevel(null);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("with a store that fails, readers that are cut and a history that is trimmed")
    void holds(long seed) {
        ExactlyOnceScenario scenario = new ExactlyOnceScenario(seed, 2000, 12, ScenarioBug.NONE);
        List<Problem> problems = scenario.run();
        assertEquals(List.of(), problems.stream().limit(5).toList(), () -> "seed " + seed);
        assertTrue(scenario.gaps() > 0, "nobody was late, so nothing was shown about gaps");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    @DisplayName("a planted bug is found")
    void finds(ScenarioBug bug) {
        List<Problem> problems = new ExactlyOnceScenario(1, 1000, 12, bug).run();
        assertTrue(
                problems.stream().anyMatch(problem -> problem.kind() == bug.found()),
                () -> bug + " was not found, but " + problems.stream().limit(5).toList());
    }
}
