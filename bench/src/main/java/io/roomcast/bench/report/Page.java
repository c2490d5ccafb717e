package io.roomcast.bench.report;

import java.util.List;

/**
 * What the page of a scenario says beside the measurements.
 *
 * @param metrics the first one is drawn
 * @param options the options that it was run with
 * @param run when, on which commit, and on which machine
 */
public record Page(String scenario, String about, List<Metric> metrics, String options, String run) {
    Metric drawn() {
        return metrics.get(0);
    }
}
