package io.roomcast.socketio.packet;

/** A text or bytes, as one WebSocket message or one HTTP body carries them. Nobody changes the bytes. Any thread. */
public sealed interface Frame {

    record Text(String text) implements Frame {}

    record Binary(byte[] bytes) implements Frame {}
}
