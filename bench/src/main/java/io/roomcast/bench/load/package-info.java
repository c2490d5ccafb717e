/** The generator: one thread of plain sockets that plays all clients of a server, and counts what they are told. */
package io.roomcast.bench.load;
