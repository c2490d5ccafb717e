package io.roomcast.contract.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.scenario.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded scenarios over the real wire: publishers repeat through cuts, readers are cut at random and come back on another
 * transport, and each acknowledged event reaches each reader exactly once and in order. {@code -Dscenario.seeds},
 * {@code -Dscenario.events}, {@code -Dscenario.readers} and {@code -Dscenario.seed} (the first) make it bigger, {@code -Dscenario.together} quicker.
 */
@OwnServer("--heartbeat=1s --grace=500ms --presence=20ms --rate=0 --joins=1000000 --new-rooms=1000000"
        + " --history=1000000 --history-bytes=128m --store-bytes=8g")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ExactlyOnceIT {
    private static final int SEEDS = Integer.getInteger("scenario.seeds", 5);
    private static final int TOGETHER = Integer.getInteger("scenario.together", 5);
    private static final int EVENTS = Integer.getInteger("scenario.events", 2_000);
    private static final int READERS = Integer.getInteger("scenario.readers", 12);
    private static final long FIRST = Long.getLong("scenario.seed", 1);

    static Stream<List<Long>> seeds() {
        return LongStream.range(0, (SEEDS + TOGETHER - 1) / TOGETHER)
                .map(group -> FIRST + group * TOGETHER)
                .mapToObj(first -> LongStream.range(first, Math.min(first + TOGETHER, FIRST + SEEDS))
                        .boxed()
                        .toList());
    }

    @ParameterizedTest(name = "seeds {0}")
    @MethodSource("seeds")
    void every_acknowledged_event_is_read_exactly_once_and_in_order(List<Long> seeds, URI base) {
        // Most of a scenario is waiting for connections that went silent.
        Map<Long, CompletableFuture<List<Problem>>> scenarios = new TreeMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (long seed : seeds) {
                Scenario scenario = new Scenario(seed, EVENTS, READERS, Flaw.Planted.NONE);
                scenarios.put(seed, CompletableFuture.supplyAsync(() -> problems(scenario, base), threads));
            }
            scenarios.forEach((seed, found) -> {
                List<Problem> problems = found.join();
                assertEquals(List.of(), first(problems), () -> again(seed) + " " + problems.size() + " problems");
            });
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void what_is_planted_between_the_server_and_the_readers_is_found(Flaw.Planted flaw, URI base) {
        List<Problem> problems = problems(new Scenario(FIRST, 400, 4, flaw), base);
        System.out.println("Planted " + flaw + " with seed " + FIRST + ", found: " + first(problems));
        assertTrue(
                problems.stream().anyMatch(problem -> problem.kind() == flaw.found()),
                () -> again(FIRST) + first(problems));
    }

    private static List<Problem> problems(Scenario scenario, URI base) {
        try {
            return scenario.problems(base);
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(again(scenario.seed()), failed);
        }
    }

    private static List<Problem> first(List<Problem> problems) {
        return problems.stream().limit(5).toList();
    }

    private static String again(long seed) {
        return "Seed " + seed + " failed: run it again with -Dscenario.seed=" + seed + ".";
    }
}
