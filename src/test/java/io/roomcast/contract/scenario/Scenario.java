package io.roomcast.contract.scenario;

import io.roomcast.contract.scenario.ScenarioPublisher.Ack;
import io.roomcast.scenario.ExactlyOnceChecker;
import io.roomcast.scenario.Problem;
import io.roomcast.scenario.Transcript;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Publishers and readers of one room, who lose their connections as a seed decides. */
record Scenario(long seed, int events, int readers, Flaw.Planted flaw) {
    private static final int PUBLISHERS = 4;

    /** Plays it against a server; gives what went wrong. */
    List<Problem> problems(URI base) throws Exception {
        String room = "scenario-" + seed + "-" + System.nanoTime();
        int each = events / PUBLISHERS;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Transcript>> reading = IntStream.range(0, readers)
                    .mapToObj(n -> new ScenarioReader(base, room, seed * 1_000 + n, each * PUBLISHERS, flaw))
                    .map(reader -> CompletableFuture.supplyAsync(reader::readAll, threads))
                    .toList();
            List<CompletableFuture<List<Ack>>> publishing = IntStream.range(0, PUBLISHERS)
                    .mapToObj(n -> new ScenarioPublisher(base, room, seed * 2_000 + n, n, each))
                    .map(publisher -> CompletableFuture.supplyAsync(publisher::publishAll, threads))
                    .toList();
            ExactlyOnceChecker checker = new ExactlyOnceChecker();
            for (List<Ack> acks : all(publishing)) {
                acks.forEach(ack -> checker.acknowledgedInOrder(ack.publisher(), ack.data(), ack.position()));
            }
            return checker.check(all(reading));
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> List<T> all(List<CompletableFuture<T>> results) throws Exception {
        List<T> all = new ArrayList<>();
        for (CompletableFuture<T> result : results) {
            all.add(result.get(Math.max(180, events / 50), TimeUnit.SECONDS));
        }
        return all;
    }
}
