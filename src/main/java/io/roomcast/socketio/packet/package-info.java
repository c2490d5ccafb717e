/**
 * The packets of Engine.IO (versions 4 and 3) and Socket.IO (revisions 5 and 4) as pure values and functions: wire to
 * packet and back, no thread, no connection. What cannot be read is a {@link io.roomcast.socketio.packet.ParseError}.
 */
package io.roomcast.socketio.packet;
