package io.roomcast.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One metric of a scenario as SVG: the settings from left to right, the median of each side as a mark with a line from the
 * smallest to the largest value. Settings that begin with a number, such as "100 receivers", are joined by a line.
 */
final class Plot {
    private static final int LEFT = 90;
    private static final int TOP = 96;
    private static final int HEIGHT = 360;
    private static final int LEGEND = 200;
    private static final int NARROWEST = 520;

    private final Results results;
    private final Page page;
    private final Metric metric;
    private final List<String> settings;
    private final List<String> sides;
    private final int width;
    private final List<Double> steps;
    private final StringBuilder svg = new StringBuilder();

    Plot(Results results, Page page) {
        this.results = results;
        this.page = page;
        this.metric = page.drawn();
        this.settings = results.settings().stream()
                .filter(setting -> results.sides().stream()
                        .anyMatch(side -> value(setting, side).isPresent()))
                .collect(Collectors.groupingBy(Plot::group, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
        this.sides = results.sides().stream()
                .filter(side -> settings.stream()
                        .anyMatch(setting -> value(setting, side).isPresent()))
                .toList();
        this.width = Math.max(NARROWEST, settings.size() * 130);
        List<Spread> all = new ArrayList<>();
        settings.forEach(setting -> sides.forEach(side -> value(setting, side).ifPresent(all::add)));
        this.steps = steps(
                all.stream().mapToDouble(Spread::least).min().orElse(1),
                all.stream().mapToDouble(Spread::most).max().orElse(10));
    }

    /** Returns 1, 2, 5, 10 and so on, from the last that is below all values to the first that is above them. */
    private static List<Double> steps(double least, double most) {
        List<Double> steps = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(least)) - 1;
        for (int index = 3 * first; steps.isEmpty() || steps.get(steps.size() - 1) <= most; index++) {
            double step = List.of(1, 2, 5).get(Math.floorMod(index, 3)) * Math.pow(10, Math.floorDiv(index, 3));
            if (step < least) {
                steps.clear();
            }
            steps.add(step);
        }
        return steps;
    }

    /** Returns the part behind the comma, such as "32 under way"; settings with the same one are drawn as one line. */
    private static String group(String setting) {
        return setting.contains(", ") ? setting.substring(setting.lastIndexOf(", ")) : "";
    }

    private static boolean isStep(String setting) {
        return Character.isDigit(setting.charAt(0));
    }

    /** Returns what is drawn there; only values above 0 can be. */
    private Optional<Spread> value(String setting, String side) {
        return results.spread(setting, side, metric).filter(spread -> spread.least() > 0);
    }

    @Override
    public String toString() {
        int bottom = TOP + HEIGHT;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                LEFT + width + LEGEND, bottom + 60);
        add("<title>%s: %s</title>", escaped(page.scenario()), escaped(metric.title()));
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        text(LEFT, 26, "start", 17, page.scenario() + ": " + metric.title());
        text(
                LEFT,
                45,
                "start",
                12,
                (metric.lowerIsBetter() ? "lower" : "higher")
                        + " is better; median, smallest and largest; logarithmic scale");
        text(LEFT, 62, "start", 10, page.options());
        text(LEFT, 76, "start", 10, page.run());
        steps.forEach(this::grid);
        add("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#475569\"/>", LEFT, TOP, bottom, LEFT + width);
        settings.forEach(this::label);
        sides.forEach(this::side);
        return svg.append("</svg>\n").toString();
    }

    private void grid(double step) {
        add("<path d=\"M%d %.1fh%d\" stroke=\"#e2e8f0\"/>", LEFT, y(step), width);
        text(LEFT - 8, y(step) + 4, "end", 12, Spread.number(step));
    }

    /** Breaks a label into lines at its commas. */
    private void label(String setting) {
        String[] lines = setting.split(", ", -1);
        for (int line = 0; line < lines.length; line++) {
            text(x(setting), TOP + HEIGHT + 22 + 16 * line, "middle", 12, lines[line]);
        }
    }

    private void side(String side) {
        int number = sides.indexOf(side);
        Look look = Look.of(side, sides);
        StringBuilder line = new StringBuilder();
        String group = "";
        for (String setting : settings) {
            boolean joined =
                    isStep(setting) && !line.isEmpty() && group(setting).equals(group);
            group = group(setting);
            value(setting, side).ifPresent(spread -> {
                double x = x(setting) + (number - (sides.size() - 1) / 2.0) * 9;
                line.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x, y(spread.median())));
                add(
                        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                        x, y(spread.least()), y(spread.most()), look.colour());
                svg.append(look.mark(x, y(spread.median()))).append('\n');
            });
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.35\"/>", line, look.colour());
        double y = TOP + 12 + 22 * number;
        svg.append(look.mark(LEFT + width + 22, y)).append('\n');
        text(LEFT + width + 36, y + 4, "start", 13, side);
    }

    private double x(String setting) {
        return LEFT + width * (settings.indexOf(setting) + 0.5) / settings.size();
    }

    private double y(double value) {
        double most = steps.get(steps.size() - 1);
        return TOP + HEIGHT * Math.log(most / value) / Math.log(most / steps.get(0));
    }

    private void text(double x, double y, String anchor, int size, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#0f172a\">%s</text>",
                x, y, anchor, size, escaped(text));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
