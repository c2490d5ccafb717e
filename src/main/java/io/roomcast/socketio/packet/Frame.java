package io.roomcast.socketio.packet;

/** The content of one WebSocket message or HTTP body: text, or bytes, which must not be changed. Any thread. */
public sealed interface Frame {

    record Text(String text) implements Frame {}

    record Binary(byte[] bytes) implements Frame {}
}
