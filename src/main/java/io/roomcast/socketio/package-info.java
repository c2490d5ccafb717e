/**
 * Socket.IO as its own clients expect it: a namespace is a room, an {@code emit} a publish, connection state recovery our
 * resume. The messages travel over {@code socketio.engine}; how they look is {@code socketio.packet}'s business.
 */
package io.roomcast.socketio;
