/**
 * Several servers over one store that fails, in virtual time on one thread: one seed decides everything that happens, and
 * the same seed makes the same happen in every JVM. Here is the world: {@link io.roomcast.simulation.log} and
 * {@link io.roomcast.simulation.presence} are what happens in it.
 */
package io.roomcast.simulation;
