/**
 * Engine.IO: sessions that carry messages over polling or a WebSocket, and upgrade from one to the other while messages
 * flow. It does not know Socket.IO, which is an {@link io.roomcast.socketio.engine.EngineApplication} on top of it.
 */
package io.roomcast.socketio.engine;
