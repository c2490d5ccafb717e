/**
 * The benchmark: {@code bench/run} starts {@link io.roomcast.bench.Bench}. The other classes with a {@code main} answer one
 * question each and are started by hand, as docs/performance.md says.
 */
package io.roomcast.bench;
