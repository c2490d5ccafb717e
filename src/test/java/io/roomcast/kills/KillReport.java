package io.roomcast.kills;

import io.roomcast.scenario.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

/**
 * Says whether anything was lost while {@link KillRounds} ran. It knows only the files of the publishers and readers,
 * and the history that a server on the same folder gives over HTTP.
 */
final class KillReport {
    private final Map<String, KilledRoom> rooms = new TreeMap<>();

    private KillReport() {}

    /** Starts a server on the folder, prints what was compared, and returns what is wrong. */
    static List<Problem> of(Path war, Path folder) throws IOException, TimeoutException {
        try (Victim server = new Victim(war, folder)) {
            server.start();
            return new KillReport().compare(server.base(), folder);
        }
    }

    private List<Problem> compare(URI server, Path folder) throws IOException {
        List<KillLedger.Page> acks = KillLedger.in(folder.resolve(Crew.ACKS));
        List<KillLedger.Page> readers = KillLedger.in(folder.resolve(Crew.READERS));
        acks.forEach(page -> room(server, page).acks(page));
        readers.forEach(page -> room(server, page).reader(page));
        List<Problem> problems = new ArrayList<>();
        rooms.values().forEach(room -> problems.addAll(room.problems()));
        System.out.printf(
                "checked: %d publishes acknowledged to %d publishers, %d events in the history of %d rooms,"
                        + " %d events held by %d readers who came back %d times: %d problems, %d of them losses%n",
                sum(KilledRoom::acknowledged),
                acks.size(),
                sum(KilledRoom::events),
                rooms.size(),
                sum(KilledRoom::held),
                readers.size(),
                sum(KilledRoom::resumed),
                problems.size(),
                problems.stream().filter(KillReport::isLoss).count());
        return problems;
    }

    /** Whether an acknowledged event is gone, from the history or for a reader. */
    static boolean isLoss(Problem problem) {
        return problem.kind() == Problem.Kind.LOST;
    }

    private KilledRoom room(URI server, KillLedger.Page page) {
        return rooms.computeIfAbsent(page.room(), room -> new KilledRoom(server, room));
    }

    private long sum(ToLongFunction<KilledRoom> count) {
        return rooms.values().stream().mapToLong(count).sum();
    }
}
