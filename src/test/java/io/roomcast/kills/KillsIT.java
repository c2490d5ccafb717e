package io.roomcast.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.scenario.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the rounds that src/test/scripts/kill-rounds runs, and that they find what they are there to find. */
class KillsIT {
    private static final Path WAR = Path.of(System.getProperty("war"));

    @TempDir
    Path temp;

    @Test
    void nothing_acknowledged_is_lost_when_the_server_is_killed_in_the_middle_of_publishing() throws Exception {
        Path folder = Files.createTempDirectory(WAR.getParent(), "kills-");
        new KillRounds(folder, 3, 1).run(WAR);
        assertEquals(List.of(), KillReport.of(WAR, folder), "see " + folder);
    }

    @Test
    void a_server_that_acknowledges_before_the_commit_is_found_to_lose() throws IOException, TimeoutException {
        Path planted = PlantedWar.make(WAR, temp.resolve("planted.war"));
        Path folder = Files.createDirectory(temp.resolve("run"));
        new KillRounds(folder, 2, 1, 40).run(planted);
        List<Problem> problems = KillReport.of(planted, folder);
        assertTrue(problems.stream().anyMatch(KillReport::isLoss), problems.toString());
    }
}
