/** The questions to the servers: a class for each scenario. */
package io.roomcast.bench.scenario;
