/**
 * Several servers over one store that fails, in virtual time on one thread: one seed decides everything that happens, and
 * the same seed makes the same happen in every JVM. {@link io.roomcast.simulation.Simulation} puts it together.
 */
package io.roomcast.simulation;
