package io.roomcast.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;

/**
 * Kills a server in the middle of publishing and starts it again, round after round, while publishers and readers go on
 * by themselves and write down what they were told. It judges nothing but stalls: that is for {@link KillReport}.
 */
final class KillRounds {
    private static final int LONGEST_MOMENT = 600;

    private final Path folder;
    private final int rounds;
    private final long seed;
    private final int enough;

    /** @param folder a new one, for the store and for all that is written down */
    KillRounds(Path folder, int rounds, long seed) {
        this(folder, rounds, seed, 0);
    }

    /** @param enough acknowledgements in each round, right after which it is killed; 0 for a random moment */
    KillRounds(Path folder, int rounds, long seed, int enough) {
        this.folder = folder;
        this.rounds = rounds;
        this.seed = seed;
        this.enough = enough;
    }

    /** Fails with a sentence when the server does not come back, or somebody gets no further. */
    void run(Path war) throws IOException, TimeoutException {
        SplittableRandom random = new SplittableRandom(seed);
        long begun = System.nanoTime();
        System.out.println("kill rounds: " + rounds + " rounds with seed " + seed + " in " + folder);
        try (Victim victim = new Victim(war, folder)) {
            Crew crew = new Crew(folder, victim.base(), random.split());
            crew.begin();
            try {
                for (int round = 1; round <= rounds; round++) {
                    killOnce(victim, crew, random);
                    if (round % 10 == 0) {
                        System.out.println("round " + round + ": " + crew.acknowledged() + " acknowledged");
                    }
                }
                victim.start();
                crew.finish();
            } finally {
                crew.stop();
            }
            System.out.printf(
                    "%d rounds in %.1f s: %d publishes acknowledged%n",
                    rounds, (System.nanoTime() - begun) / 1e9, crew.acknowledged());
        }
    }

    /** In half of the rounds all are back before, in the others some still come. */
    private void killOnce(Victim victim, Crew crew, SplittableRandom random) throws IOException, TimeoutException {
        List<Long> before = crew.progress();
        long acknowledged = crew.acknowledged();
        victim.start();
        if (enough > 0) {
            crew.awaitMore(acknowledged + enough);
        } else if (random.nextBoolean()) {
            crew.awaitAll(before);
        } else {
            crew.awaitAny(before);
        }
        Patience.millis(enough > 0 ? 0 : random.nextInt(LONGEST_MOMENT));
        victim.kill();
    }
}
