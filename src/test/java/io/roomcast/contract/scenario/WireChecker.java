package io.roomcast.contract.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what was acknowledged with what was read: every event once, in order, at the offset of its ack. Entries are
 * {@code offset text} each.
 */
public final class WireChecker {
    private final List<String> expected;
    private final Set<String> acknowledged;
    private final List<String> problems = new ArrayList<>();

    public WireChecker(List<List<String>> acks) {
        expected = acks.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(WireChecker::offset))
                .toList();
        acknowledged = Set.copyOf(expected);
        acks.forEach(publisher -> isInOrder("a publisher was told of", publisher));
        if (expected.stream().map(WireChecker::offset).distinct().count() < expected.size()) {
            problems.add("two acks have the same offset");
        }
    }

    /** What is wrong with what these readers have read; empty if nothing is. */
    public List<String> problems(List<List<String>> readers) {
        readers.forEach(this::check);
        return problems;
    }

    private void check(List<String> read) {
        isInOrder("a reader read", read);
        Set<String> seen = new HashSet<>();
        for (String entry : read) {
            if (!seen.add(entry)) {
                problems.add("a reader read twice: " + entry);
            }
            if (!acknowledged.contains(entry)) {
                problems.add("a reader read what was acknowledged otherwise or never: " + entry);
            }
        }
        expected.stream()
                .filter(entry -> !seen.contains(entry))
                .forEach(entry -> problems.add("a reader never read: " + entry));
    }

    private void isInOrder(String who, List<String> entries) {
        long before = 0;
        for (String entry : entries) {
            if (offset(entry) < before) {
                problems.add(who + " " + entry + " after offset " + before);
            }
            before = offset(entry);
        }
    }

    private static long offset(String entry) {
        return Long.parseLong(entry.substring(0, entry.indexOf(' ')));
    }
}
