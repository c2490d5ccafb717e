/**
 * The benchmark: {@code bench/run} starts {@link io.roomcast.bench.Bench}. The other classes with a {@code main} answer one
 * question each: {@code bench/run BadCompany}.
 */
package io.roomcast.bench;
