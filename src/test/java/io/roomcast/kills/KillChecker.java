package io.roomcast.kills;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Says whether anything was lost while {@link KillRounds} ran. It knows only the files of the publishers and readers,
 * and the history that a server on the same folder gives over HTTP.
 */
public final class KillChecker {
    private static final int SHOWN = 50;

    private final Map<String, KilledRoomCheck> rooms = new TreeMap<>();
    private final List<KillLedger.Page> acks;
    private final List<KillLedger.Page> readers;

    KillChecker(Path folder) throws IOException {
        acks = KillLedger.in(folder.resolve(Crew.ACKS));
        readers = KillLedger.in(folder.resolve(Crew.READERS));
    }

    public static void main(String[] arguments) throws IOException, TimeoutException {
        Path folder = Path.of(arguments[1]);
        List<String> problems = check(Path.of(arguments[0]), folder);
        problems.stream().limit(SHOWN).forEach(problem -> System.out.println("seed " + arguments[2] + ": " + problem));
        if (problems.size() > SHOWN) {
            System.out.println("and " + (problems.size() - SHOWN) + " more");
        }
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** Starts a server on the folder, prints what was compared, and gives what is wrong. */
    static List<String> check(Path war, Path folder) throws IOException, TimeoutException {
        try (Victim server = new Victim(war, folder)) {
            server.start();
            return new KillChecker(folder).compare(server.base());
        }
    }

    private List<String> compare(URI server) {
        acks.forEach(page -> room(server, page).acks(page));
        readers.forEach(page -> room(server, page).reader(page));
        List<String> problems = new ArrayList<>();
        rooms.values().forEach(room -> problems.addAll(room.problems()));
        System.out.printf(
                "checked: %d publishes acknowledged to %d publishers, %d events in the history of %d rooms,"
                        + " %d events held by %d readers who came back %d times: %d problems, %d of them losses%n",
                sum(KilledRoomCheck::acknowledged),
                acks.size(),
                sum(KilledRoomCheck::events),
                rooms.size(),
                sum(KilledRoomCheck::held),
                readers.size(),
                sum(KilledRoomCheck::resumed),
                problems.size(),
                problems.stream().filter(KillChecker::isLoss).count());
        return problems;
    }

    /** Whether the problem is that something is gone which was acknowledged. */
    static boolean isLoss(String problem) {
        return problem.contains(": lost: ");
    }

    private KilledRoomCheck room(URI server, KillLedger.Page page) {
        return rooms.computeIfAbsent(page.room(), room -> new KilledRoomCheck(KillHistory.of(server, room)));
    }

    private long sum(java.util.function.ToLongFunction<KilledRoomCheck> count) {
        return rooms.values().stream().mapToLong(count).sum();
    }
}
