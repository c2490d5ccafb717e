package io.roomcast.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The measurements of one scenario: printed and appended to a file as they come, and drawn and compared at the end. Used by
 * one thread.
 */
public final class Results {
    private final Path folder;
    private final Page page;
    private final List<Row> rows = new ArrayList<>();

    public Results(Path folder, Page page) {
        this.folder = folder;
        this.page = page;
    }

    private void append(String line) throws IOException {
        Path csv = folder.resolve(page.scenario() + ".csv");
        if (rows.size() == 1) {
            StringBuilder head = new StringBuilder("setting,side,round");
            page.metrics().forEach(metric -> head.append(',').append(metric.key()));
            Files.writeString(csv, head.append('\n'));
        }
        Files.writeString(csv, line + '\n', StandardOpenOption.APPEND);
    }

    public void add(String setting, String side, int round, Map<Metric, Double> measured) throws IOException {
        Map<Metric, Double> values = new LinkedHashMap<>(measured);
        // Nothing was delivered: there is no time for a delivery, and no delay.
        values.values().removeIf(value -> !Double.isFinite(value));
        rows.add(new Row(setting, side, round, values));
        StringBuilder line = new StringBuilder('"' + setting + "\"," + side + ',' + round);
        StringBuilder printed =
                new StringBuilder(String.format("%s | %s | round %d | %-18s", page.scenario(), setting, round, side));
        for (Metric metric : page.metrics()) {
            Double value = values.get(metric);
            line.append(',').append(value == null ? "" : String.format(Locale.ROOT, "%.4f", value));
            if (value != null) {
                printed.append(" | ").append(metric.title()).append(' ').append(Spread.number(value));
            }
        }
        append(line.toString());
        System.out.println(printed);
    }

    /** Returns the settings in the order in which they were measured. */
    List<String> settings() {
        return rows.stream().map(Row::setting).distinct().toList();
    }

    /** Returns the sides in the order in which they were measured; others are compared with the first one. */
    List<String> sides() {
        return rows.stream().map(Row::side).distinct().toList();
    }

    /** Returns the sides that were measured in this setting. */
    List<String> sides(String setting) {
        return rows.stream()
                .filter(row -> row.setting().equals(setting))
                .map(Row::side)
                .distinct()
                .toList();
    }

    /** Returns the spread of a metric; empty if it was not measured there. */
    Optional<Spread> spread(String setting, String side, Metric metric) {
        List<Double> values = matching(setting, side).stream()
                .map(row -> row.values().get(metric))
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** Returns how much better a side is than the first one, round by round; empty if that was not measured there. */
    Optional<Spread> better(String setting, String side, Metric metric) {
        List<Double> ratios = new ArrayList<>();
        for (Row one : matching(setting, side)) {
            matching(setting, sides().get(0)).stream()
                    .filter(first -> first.round() == one.round())
                    .filter(first ->
                            first.values().containsKey(metric) && one.values().containsKey(metric))
                    .mapToDouble(first -> metric.better(
                            one.values().get(metric), first.values().get(metric)))
                    .filter(Double::isFinite)
                    .forEach(ratios::add);
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private List<Row> matching(String setting, String side) {
        return rows.stream()
                .filter(row -> row.setting().equals(setting) && row.side().equals(side))
                .toList();
    }

    /** Writes the table and the plot beside the file with the measurements, if there are any. */
    public void finish() throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        String table = new Table(this, page.metrics()).toString();
        String name = page.scenario();
        Files.writeString(
                folder.resolve(name + ".md"),
                String.join(
                        "\n\n",
                        "# " + name,
                        page.about(),
                        "`" + page.options() + "`: " + page.run(),
                        "![" + page.drawn().title() + "](" + name + ".svg)",
                        table));
        Files.writeString(folder.resolve(name + ".svg"), new Plot(this, page).toString());
        System.out.println("\n" + table);
    }
}
