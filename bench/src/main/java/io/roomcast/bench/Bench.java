package io.roomcast.bench;

import io.roomcast.bench.report.Machine;
import io.roomcast.bench.report.Page;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.scenario.CatchUp;
import io.roomcast.bench.scenario.ClosedLoop;
import io.roomcast.bench.scenario.Memory;
import io.roomcast.bench.scenario.Publishing;
import io.roomcast.bench.scenario.Rates;
import io.roomcast.bench.scenario.Scenario;
import io.roomcast.bench.scenario.Side;
import io.roomcast.bench.scenario.Stalled;
import io.roomcast.bench.scenario.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs scenarios, all of them or those that are named, and writes the results to a folder. {@code bench/run} starts it.
 * One thread measures; servers are processes of their own.
 */
public final class Bench {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");
    private static final List<Scenario> SCENARIOS = List.of(
            ClosedLoop.fanOut(),
            new Rates(),
            new Stalled(),
            new Memory(),
            ClosedLoop.manyRooms(),
            ClosedLoop.transports(),
            new Storm(),
            new CatchUp(),
            new Publishing());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Program.run(() -> run(Arrays.asList(arguments)));
    }

    private static void run(List<String> arguments) throws Exception {
        Options options = Options.of(
                arguments.stream().filter(argument -> argument.startsWith("--")).toList());
        List<String> words = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        List<Scenario> named = SCENARIOS.stream()
                .filter(scenario -> words.contains(scenario.name()))
                .toList();
        List<String> sides = words.stream()
                .filter(word ->
                        named.stream().noneMatch(scenario -> scenario.name().equals(word)))
                .toList();
        run(scenarios(named, !sides.isEmpty()), options, sides(sides, options));
    }

    /** Returns the scenarios to run. Where sides are named, those with fixed sides are left out. */
    private static List<Scenario> scenarios(List<Scenario> named, boolean withSides) {
        List<Scenario> all = named.isEmpty() ? SCENARIOS : named;
        if (!withSides) {
            return all;
        }
        named.stream()
                .filter(scenario -> scenario.sides().isEmpty())
                .findFirst()
                .ifPresent(fixed -> {
                    throw new IllegalArgumentException("The sides of " + fixed.name() + " are fixed: name none");
                });
        return all.stream().filter(scenario -> !scenario.sides().isEmpty()).toList();
    }

    private static List<Side> sides(List<String> words, Options options) {
        for (String word : words) {
            if (!Side.exists(word)) {
                throw new IllegalArgumentException("Unknown word " + word + ": expected a scenario ("
                        + SCENARIOS.stream().map(Scenario::name).collect(Collectors.joining(", ")) + ") or a side ("
                        + Side.names() + ")");
            }
        }
        return words.stream().map(word -> Side.named(word, options)).toList();
    }

    private static void run(List<Scenario> scenarios, Options options, List<Side> sides) throws Exception {
        Path folder = options.text("out").isEmpty()
                ? Path.of("bench/results", LocalDateTime.now().format(FOLDER) + "-" + Machine.commit())
                : Path.of(options.text("out"));
        Files.createDirectories(folder);
        Path machine = folder.resolve("machine.txt");
        Files.writeString(machine, Machine.describe(Path.of(options.text("archive")), options.toString()));
        List<String> failed = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            try {
                run(scenario, options, sides, folder);
            } catch (IOException | SQLException broken) {
                // The other scenarios may still work, and what was measured so far is kept.
                failed.add(scenario.name() + ": " + Program.sentence(broken));
            }
            Files.writeString(
                    machine, "load after " + scenario.name() + ": " + Machine.load() + "\n", StandardOpenOption.APPEND);
        }
        System.out.println("results: " + folder);
        if (!failed.isEmpty()) {
            System.err.println("bench: not finished: " + String.join("; ", failed));
            System.exit(1);
        }
    }

    private static void run(Scenario scenario, Options options, List<Side> named, Path folder) throws Exception {
        List<Side> sides = named.isEmpty() ? sides(scenario.sides(), options) : named;
        Page page = new Page(
                scenario.name(),
                scenario.about(options),
                scenario.metrics(),
                options.written(scenario.options()),
                Machine.line());
        Results results = new Results(folder, page);
        try {
            scenario.run(options, sides, results);
        } finally {
            results.finish();
        }
    }
}
