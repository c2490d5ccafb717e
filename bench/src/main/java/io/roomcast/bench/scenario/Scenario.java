package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import java.util.List;

/** One question to the servers, asked of all sides in turn. */
public abstract class Scenario {
    private final String name;
    private final List<String> sides;
    private final List<Metric> metrics;
    private final List<String> options;

    /**
     * A scenario.
     *
     * @param sides compared unless others are named, the first of which is the one to compare with; none if they are fixed
     * @param metrics the first one is drawn
     * @param options the names of those that it heeds
     */
    Scenario(String name, List<String> sides, List<Metric> metrics, List<String> options) {
        this.name = name;
        this.sides = sides;
        this.metrics = metrics;
        this.options = options;
    }

    public final String name() {
        return name;
    }

    public final List<String> sides() {
        return sides;
    }

    public final List<Metric> metrics() {
        return metrics;
    }

    public final List<String> options() {
        return options;
    }

    /** Returns what is measured with these options, in a sentence or two. */
    public abstract String about(Options options);

    public abstract void run(Options options, List<Side> sides, Results results) throws Exception;
}
