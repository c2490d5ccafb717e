/**
 * Simulations of presence, while several servers share one store that fails: members with sockets and polls, programs that watch,
 * kick and ask. {@link io.roomcast.simulation.presence.PresenceSimulation} puts it together.
 */
package io.roomcast.simulation.presence;
