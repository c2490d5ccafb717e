package io.roomcast.bench;

import io.roomcast.bench.report.Machine;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.scenario.CatchUp;
import io.roomcast.bench.scenario.FanOut;
import io.roomcast.bench.scenario.ManyRooms;
import io.roomcast.bench.scenario.Memory;
import io.roomcast.bench.scenario.Publishing;
import io.roomcast.bench.scenario.Rates;
import io.roomcast.bench.scenario.Scenario;
import io.roomcast.bench.scenario.Side;
import io.roomcast.bench.scenario.Stalled;
import io.roomcast.bench.scenario.Storm;
import io.roomcast.bench.scenario.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs scenarios, all of them or those that are named, and leaves what was measured in a folder. {@code bench/run} starts it.
 * One thread measures; servers are processes of their own.
 */
public final class Bench {
    private static final List<Scenario> SCENARIOS = List.of(
            new FanOut(),
            new Rates(),
            new Stalled(),
            new Memory(),
            new ManyRooms(),
            new Transports(),
            new Storm(),
            new CatchUp(),
            new Publishing());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            help();
            return;
        }
        try {
            run(Arrays.asList(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
        }
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
        List<Side> sides = words.stream()
                .filter(word ->
                        named.stream().noneMatch(scenario -> scenario.name().equals(word)))
                .map(word -> Side.named(word, options))
                .toList();
        Path folder = options.text("out").isEmpty()
                ? Path.of("bench/results", LocalDate.now() + "-" + Machine.commit())
                : Path.of(options.text("out"));
        Files.createDirectories(folder);
        Path machine = folder.resolve("machine.txt");
        Files.writeString(machine, Machine.describe(Path.of(options.text("archive")), options.toString()));
        List<String> failed = new ArrayList<>();
        for (Scenario scenario : named.isEmpty() ? SCENARIOS : named) {
            try {
                run(scenario, options, sides, folder);
            } catch (IOException | SQLException broken) {
                // Others may still tell something, and what was measured so far is kept.
                failed.add(scenario.name() + ": " + broken);
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
        List<Side> sides = named.isEmpty()
                ? scenario.sides().stream()
                        .map(side -> Side.named(side, options))
                        .toList()
                : named;
        Results results = new Results(folder, scenario.name(), scenario.metrics());
        try {
            scenario.run(options, sides, results);
        } finally {
            results.finish(scenario.about(), scenario.drawn());
        }
    }

    private static void help() {
        System.out.println(
                "bench/run [scenario …] [side …] [--option=value …]: all scenarios and all their sides if none are"
                        + " named\n\nScenarios:");
        for (Scenario scenario : SCENARIOS) {
            System.out.printf("  %-11s %s%n%14s%s%n", scenario.name(), scenario.about(), "", scenario.sides());
        }
        System.out.println("  jmh         The three hottest pieces, measured by JMH; options go to JMH.\n\nOptions: "
                + Options.help());
    }
}
