package io.roomcast.bench.report;

import java.util.List;
import java.util.Locale;

/** The colour and the mark of a side in every plot. */
record Look(String colour, int shape) {
    private static final List<String> COLOURS = List.of(
            "#c1121f", "#0b6e4f", "#1d4ed8", "#334155", "#7c3aed", "#b45309", "#0e7490", "#be185d", "#4d7c0f",
            "#a16207");

    /** How each shape is drawn, around the point 0 0. */
    private static final List<String> SHAPES = List.of(
            "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
            "M-4.5 -4.5h9v9h-9z",
            "M0 -6l6 10h-12z",
            "M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z");

    /** Sides that look the same in each run; others get the looks behind these, in their order. */
    private static final List<String> KNOWN = List.of(
            "socketio",
            "text",
            "lines",
            "loop",
            "ws",
            "roomcast-socketio",
            "cometd",
            "netty-socketio",
            "sse",
            "ndjson",
            "tcp",
            "poll",
            "select",
            "roomcast",
            "bare loop",
            "memory",
            "sqlite");

    /** Returns how a side looks beside the others of its plot. */
    static Look of(String side, List<String> sides) {
        int known = KNOWN.indexOf(side);
        int other = sides.stream().filter(one -> !KNOWN.contains(one)).toList().indexOf(side);
        int number = known < 0 ? KNOWN.size() + other : known;
        return new Look(COLOURS.get(number % COLOURS.size()), number % SHAPES.size());
    }

    /** Returns the mark at a point as SVG. */
    String mark(double x, double y) {
        return String.format(
                Locale.ROOT,
                "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"%s\"/>",
                x,
                y,
                SHAPES.get(shape),
                colour);
    }
}
