/**
 * Engine.IO: sessions that carry messages over polling or a WebSocket, and change from the one to the other while
 * messages flow. It knows nothing of Socket.IO; an {@link io.roomcast.socketio.engine.EngineApplication} speaks through it.
 */
package io.roomcast.socketio.engine;
