/**
 * The protocol in JSON lines: the commands of clients, the lines of the server, and the protocol of one connection,
 * which all transports share. It knows the domain and no transport.
 */
package io.roomcast.wire;
