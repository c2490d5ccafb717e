package io.roomcast.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One metric of a scenario as SVG: the settings from left to right, a colour and a shape for each side, the median as a
 * point with a line from the smallest to the largest value. The scale is logarithmic.
 */
final class Plot {
    private static final List<String> COLOURS = List.of(
            "#0b6e4f", "#c1121f", "#1d4ed8", "#b45309", "#7c3aed", "#0e7490", "#be185d", "#4d7c0f", "#334155",
            "#a16207");
    private static final int LEFT = 90;
    private static final int TOP = 60;
    private static final int HEIGHT = 360;
    private static final int LEGEND = 200;
    private static final double[] STEPS = {1, 2, 5};

    private final Results results;
    private final String scenario;
    private final Metric metric;
    private final List<String> settings;
    private final List<String> sides;
    private final int width;
    private final double least;
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    Plot(Results results, String scenario, Metric metric) {
        this.results = results;
        this.scenario = scenario;
        this.metric = metric;
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
        this.width = Math.max(420, settings.size() * 130);
        List<Spread> all = new ArrayList<>();
        settings.forEach(setting -> sides.forEach(side -> value(setting, side).ifPresent(all::add)));
        this.least = all.stream().mapToDouble(Spread::least).min().orElse(1) / 1.4;
        this.most = all.stream().mapToDouble(Spread::most).max().orElse(10) * 1.4;
    }

    /** Returns the part behind the comma, such as "32 under way"; settings with the same one are drawn as one line. */
    private static String group(String setting) {
        return setting.contains(", ") ? setting.substring(setting.lastIndexOf(", ")) : "";
    }

    /** Returns what is drawn there; nothing that is not above 0 can be. */
    private Optional<Spread> value(String setting, String side) {
        return results.spread(setting, side, metric).filter(spread -> spread.least() > 0);
    }

    @Override
    public String toString() {
        int bottom = TOP + HEIGHT;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                LEFT + width + LEGEND, bottom + 90);
        add("<title>%s: %s</title>", escaped(scenario), escaped(metric.title()));
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        text(LEFT, 26, "start", 17, scenario + ": " + metric.title());
        text(
                LEFT,
                45,
                "start",
                12,
                (metric.lowerIsBetter() ? "lower" : "higher") + " is better; median, smallest and largest");
        ticks();
        add("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#475569\"/>", LEFT, TOP, bottom, LEFT + width);
        settings.forEach(this::label);
        sides.forEach(this::side);
        return svg.append("</svg>\n").toString();
    }

    private void ticks() {
        for (double power = Math.pow(10, Math.floor(Math.log10(least))); power <= most; power *= 10) {
            for (double step : STEPS) {
                double value = power * step;
                if (value >= least && value <= most) {
                    double y = y(value);
                    add("<path d=\"M%d %.1fh%d\" stroke=\"#e2e8f0\"/>", LEFT, y, width);
                    text(LEFT - 8, y + 4, "end", 12, Spread.number(value));
                }
            }
        }
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
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder line = new StringBuilder();
        String group = "";
        for (String setting : settings) {
            String begin = line.isEmpty() || !group(setting).equals(group) ? "M" : "L";
            group = group(setting);
            value(setting, side).ifPresent(spread -> {
                double x = x(setting) + (number - (sides.size() - 1) / 2.0) * 9;
                line.append(String.format(Locale.ROOT, "%s%.1f %.1f", begin, x, y(spread.median())));
                add(
                        "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                        x, y(spread.least()), y(spread.most()), colour);
                point(number, x, y(spread.median()), colour);
            });
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.35\"/>", line, colour);
        double y = TOP + 12 + 22 * number;
        point(number, LEFT + width + 22, y, colour);
        text(LEFT + width + 36, y + 4, "start", 13, side);
    }

    private void point(int number, double x, double y, String colour) {
        if (number % 3 == 0) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>", x, y, colour);
        } else if (number % 3 == 1) {
            add("<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\" fill=\"%s\"/>", x - 4.5, y - 4.5, colour);
        } else {
            add("<path d=\"M%.1f %.1fl6 10h-12z\" fill=\"%s\"/>", x, y - 6, colour);
        }
    }

    private double x(String setting) {
        return LEFT + width * (settings.indexOf(setting) + 0.5) / settings.size();
    }

    private double y(double value) {
        return TOP + HEIGHT * Math.log(most / value) / Math.log(most / least);
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
