/**
 * What is published and read, while several servers share one store that fails.
 * {@link io.roomcast.simulation.log.Simulation} puts it together.
 */
package io.roomcast.simulation.log;
