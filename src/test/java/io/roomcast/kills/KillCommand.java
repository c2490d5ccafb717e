package io.roomcast.kills;

import io.roomcast.scenario.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** The command of src/test/scripts/kill-rounds: kill rounds, and then the report on them. Its status is 1 if anything is wrong. */
public final class KillCommand {
    private static final int SHOWN = 50;

    private KillCommand() {}

    /** Takes the WAR, a folder, how many rounds, the seed, and {@code planted} for a server that must lose. */
    public static void main(String[] arguments) throws IOException, TimeoutException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        String seed = "seed " + arguments[3] + ": ";
        Path war = Path.of(arguments[0]);
        if (arguments.length > 4 && arguments[4].equals("planted")) {
            war = PlantedWar.make(war, folder.resolve("planted.war"));
        }
        boolean stalled = false;
        try {
            new KillRounds(folder, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3])).run(war);
        } catch (IOException | TimeoutException | CompletionException stall) {
            System.out.println(seed + stall.getMessage());
            stalled = true;
        }
        List<Problem> problems = KillReport.of(war, folder);
        problems.stream().limit(SHOWN).forEach(problem -> System.out.println(seed + problem));
        if (problems.size() > SHOWN) {
            System.out.println("and " + (problems.size() - SHOWN) + " more");
        }
        System.exit(stalled || !problems.isEmpty() ? 1 : 0);
    }
}
