/** The measurements as CSV, as a table, as a plot, and the machine that it was measured on. */
package io.roomcast.bench.report;
