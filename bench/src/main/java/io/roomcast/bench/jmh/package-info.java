/** The hottest pieces alone, measured by JMH: {@code bench/run jmh}. */
package io.roomcast.bench.jmh;
