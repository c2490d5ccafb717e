/**
 * The packets of Engine.IO (versions 4 and 3) and Socket.IO (revisions 5 and 4) as pure values and functions, without
 * threads and connections. Invalid input is a {@link io.roomcast.socketio.packet.ParseError}.
 */
package io.roomcast.socketio.packet;
