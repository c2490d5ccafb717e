package io.roomcast.bench.report;

/**
 * Something that is measured.
 *
 * @param lowerIsBetter whether the smaller of two values is the better one
 * @param compared whether the table has its ratio to the first side's
 */
public record Metric(String key, String title, boolean lowerIsBetter, boolean compared) {
    public static final Metric CPU = compared("server_cpu_us", "CPU for a delivery, µs", true);
    public static final Metric RATE = compared("deliveries_per_second", "deliveries a second", false);
    public static final Metric P50 = plain("p50_ms", "p50, ms");
    public static final Metric P99 = compared("p99_ms", "p99, ms", true);
    public static final Metric P999 = plain("p999_ms", "p99.9, ms");
    public static final Metric LOST = plain("gaps_and_lost", "gaps + lost");
    public static final Metric ACHIEVED = plain("achieved", "delivered in time, share");
    public static final Metric RSS = plain("rss_mb", "RSS, MB");
    public static final Metric OWN_CPU = plain("generator_cpu_us", "generator's CPU for a delivery, µs");
    public static final Metric OWN_SHARE = plain("generator_share", "generator's share of a core");
    public static final Metric COMPILER = plain("compiler_share", "the compiler's share of that CPU");
    public static final Metric SERVER_SHARE = plain("server_share", "server's share of a core");

    /** A metric that is shown without a ratio. */
    public static Metric plain(String key, String title) {
        return new Metric(key, title, true, false);
    }

    /** A metric in which sides are compared. */
    public static Metric compared(String key, String title, boolean lowerIsBetter) {
        return new Metric(key, title, lowerIsBetter, true);
    }

    /** Returns how much better {@code value} is than {@code first}: 2 is twice as good, 0.5 half as good. */
    double better(double value, double first) {
        return lowerIsBetter ? first / value : value / first;
    }
}
