/** What is measured: a class for each scenario. */
package io.roomcast.bench.scenario;
