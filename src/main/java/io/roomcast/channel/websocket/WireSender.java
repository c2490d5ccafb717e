package io.roomcast.channel.websocket;

import io.roomcast.channel.websocket.Wire.Landing;
import io.roomcast.channel.websocket.Wire.Outcome;
import java.nio.ByteBuffer;

/** Sends all frames of a write at once, as bytes that receivers share. Any thread, one at a time. */
final class WireSender<F> implements FrameSender<F> {
    private final Wire wire;

    WireSender(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Outcome send(Frames<F> frames, Landing landing) {
        return wire.write(ByteBuffer.wrap(frames.bytes()), landing);
    }

    @Override
    public Outcome ping(Landing landing) {
        return wire.write(ByteBuffer.wrap(FrameEncoder.ping()), landing);
    }

    @Override
    public Outcome pong(byte[] payload, Landing landing) {
        return wire.write(ByteBuffer.wrap(FrameEncoder.pong(payload)), landing);
    }
}
