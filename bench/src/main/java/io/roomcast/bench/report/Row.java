package io.roomcast.bench.report;

import java.util.Map;

/**
 * One measurement.
 *
 * @param setting what was the same for all sides, such as the number of receivers
 * @param side the server and its clients
 */
public record Row(String setting, String side, int round, Map<Metric, Double> values) {}
