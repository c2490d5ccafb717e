package io.roomcast.contract.scenario;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Publishers and readers of one room, who lose their connections as a seed decides. */
record Scenario(long seed, int events, int readers, Flaw.Kind flaw) {
    private static final int PUBLISHERS = 4;

    /** Plays it against a server; gives what went wrong. */
    List<String> problems(URI base) throws Exception {
        String room = "scenario-" + seed + "-" + System.nanoTime();
        int each = events / PUBLISHERS;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<List<String>>> reading = IntStream.range(0, readers)
                    .mapToObj(n -> new ScenarioReader(base, room, seed * 1_000 + n, each * PUBLISHERS, flaw))
                    .map(reader -> CompletableFuture.supplyAsync(reader::readAll, threads))
                    .toList();
            List<CompletableFuture<List<String>>> publishing = IntStream.range(0, PUBLISHERS)
                    .mapToObj(n -> new ScenarioPublisher(base, room, seed * 2_000 + n, n, each))
                    .map(publisher -> CompletableFuture.supplyAsync(publisher::publishAll, threads))
                    .toList();
            return new WireChecker(all(publishing)).problems(all(reading));
        } finally {
            threads.shutdownNow();
        }
    }

    private List<List<String>> all(List<CompletableFuture<List<String>>> results) throws Exception {
        List<List<String>> all = new ArrayList<>();
        for (CompletableFuture<List<String>> result : results) {
            all.add(result.get(Math.max(60, events / 50), TimeUnit.SECONDS));
        }
        return all;
    }
}
