package io.roomcast.bench.report;

import java.util.List;
import java.util.stream.Stream;

/** The results of a scenario as Markdown: a table for each setting, with a line for each side. */
final class Table {
    private static final double LARGEST_COMPILER_SHARE = 0.1;

    private final Results results;
    private final List<Metric> metrics;

    Table(Results results, List<Metric> metrics) {
        this.results = results;
        this.metrics = metrics;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String setting : results.settings()) {
            text.append("## ").append(setting).append("\n\n");
            List<String> sides = results.sides(setting);
            List<Metric> present = metrics.stream()
                    .filter(metric -> sides.stream()
                            .anyMatch(side ->
                                    results.spread(setting, side, metric).isPresent()))
                    .toList();
            head(text, results.sides().get(0), present);
            sides.forEach(side -> line(text, setting, side, present));
            text.append('\n');
        }
        if (text.indexOf("†") >= 0) {
            text.append(
                    "† One of the two sides varied by two times or more between rounds, or its compiler took more than a"
                            + " tenth of its processor time: this ratio says little.\n");
        }
        return text.toString();
    }

    private static void head(StringBuilder text, String first, List<Metric> present) {
        StringBuilder rule = new StringBuilder("| --- |");
        text.append("| side |");
        for (Metric metric : present) {
            text.append(' ').append(metric.title()).append(" |");
            rule.append(" ---: |");
            if (metric.compared()) {
                text.append(" × better than ").append(first).append(" |");
                rule.append(" ---: |");
            }
        }
        text.append('\n').append(rule).append('\n');
    }

    private void line(StringBuilder text, String setting, String side, List<Metric> present) {
        text.append("| ").append(side).append(" |");
        for (Metric metric : present) {
            text.append(' ')
                    .append(results.spread(setting, side, metric)
                            .map(Spread::toString)
                            .orElse("–"))
                    .append(" |");
            if (metric.compared()) {
                text.append(' ').append(ratio(setting, side, metric)).append(" |");
            }
        }
        text.append('\n');
    }

    private String ratio(String setting, String side, Metric metric) {
        String first = results.sides().get(0);
        boolean steady = side.equals(first) || Stream.of(side, first).allMatch(one -> isSteady(setting, one, metric));
        return results.better(setting, side, metric)
                .map(ratio -> !steady ? ratio + " †" : ratio.isClear() ? "**" + ratio + "**" : ratio.toString())
                .orElse("–");
    }

    private boolean isSteady(String setting, String side, Metric metric) {
        boolean compiles = results.spread(setting, side, Metric.COMPILER)
                .filter(share -> share.median() > LARGEST_COMPILER_SHARE)
                .isPresent();
        return !compiles
                && results.spread(setting, side, metric)
                        .filter(Spread::isSteady)
                        .isPresent();
    }
}
