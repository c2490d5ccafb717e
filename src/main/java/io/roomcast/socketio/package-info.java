/**
 * Socket.IO for its own clients: a namespace is a room, an {@code emit} is a publish, and connection state recovery is
 * our resume. {@code socketio.engine} transports the messages, and {@code socketio.packet} encodes them.
 */
package io.roomcast.socketio;
