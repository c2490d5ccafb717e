package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import java.util.List;

/** One question to the servers, asked of all sides by turns. */
public interface Scenario {
    String name();

    /** Returns what is measured, in a sentence or two. */
    String about();

    /** Returns the sides that are compared if none are named, the first of which is the one to compare with. */
    List<String> sides();

    List<Metric> metrics();

    /** Returns the one of the metrics that is drawn. */
    Metric drawn();

    void run(Options options, List<Side> sides, Results results) throws Exception;
}
