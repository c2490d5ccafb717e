/** The generator: one thread of plain sockets that plays all clients of a server, and counts the events that they receive. */
package io.roomcast.bench.load;
