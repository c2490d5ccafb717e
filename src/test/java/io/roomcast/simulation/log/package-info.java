/**
 * Simulations of publishing and reading, while several servers share one store that fails.
 * {@link io.roomcast.simulation.log.Simulation} puts it together.
 */
package io.roomcast.simulation.log;
