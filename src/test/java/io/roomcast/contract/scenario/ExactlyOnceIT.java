package io.roomcast.contract.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.OwnServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded scenarios over the real wire: publishers repeat through cuts, readers are cut at random and come back on another
 * transport, and each acknowledged event reaches each reader exactly once and in order. {@code -Dscenario.seeds},
 * {@code -Dscenario.events}, {@code -Dscenario.readers} and {@code -Dscenario.seed} (the first) make it bigger.
 */
@OwnServer
class ExactlyOnceIT {
    private static final int SEEDS = Integer.getInteger("scenario.seeds", 5);
    private static final int EVENTS = Integer.getInteger("scenario.events", 2_000);
    private static final int READERS = Integer.getInteger("scenario.readers", 12);
    private static final long FIRST = Long.getLong("scenario.seed", 1);
    private static final int PUBLISHERS = 4;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_acknowledged_event_is_read_exactly_once_and_in_order(long seed, URI base) throws Exception {
        String room = "scenario-" + seed + "-" + System.nanoTime();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<List<String>>> readers = IntStream.range(0, READERS)
                    .mapToObj(n -> new ScenarioReader(base, room, seed * 1_000 + n, EVENTS))
                    .map(reader -> CompletableFuture.supplyAsync(reader::readAll, threads))
                    .toList();
            List<CompletableFuture<List<String>>> publishers = IntStream.range(0, PUBLISHERS)
                    .mapToObj(n -> new ScenarioPublisher(base, room, seed * 2_000 + n, n, EVENTS / PUBLISHERS))
                    .map(publisher -> CompletableFuture.supplyAsync(publisher::publishAll, threads))
                    .toList();
            check(seed, all(publishers), all(readers));
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("Seed " + seed + " failed: run it again with -Dscenario.seed=" + seed, failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<List<String>> all(List<CompletableFuture<List<String>>> results) throws Exception {
        List<List<String>> all = new java.util.ArrayList<>();
        for (CompletableFuture<List<String>> result : results) {
            all.add(result.get(Math.max(60, EVENTS / 50), TimeUnit.SECONDS));
        }
        return all;
    }

    /** Acks are {@code offset text} each, and so are the events of a reader. */
    private static void check(long seed, List<List<String>> acked, List<List<String>> read) {
        List<String> expected = acked.stream()
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparingLong(ExactlyOnceIT::offset))
                .toList();
        assertEquals(EVENTS, expected.stream().distinct().count(), "each ack has an offset of its own");
        for (List<String> reader : read) {
            assertEquals(expected, reader, "seed " + seed);
        }
        for (List<String> publisher : acked) {
            Stream<Long> offsets = publisher.stream().map(ExactlyOnceIT::offset);
            assertEquals(
                    offsets.sorted().toList(),
                    publisher.stream().map(ExactlyOnceIT::offset).toList());
        }
    }

    private static long offset(String entry) {
        return Long.parseLong(entry.substring(0, entry.indexOf(' ')));
    }
}
