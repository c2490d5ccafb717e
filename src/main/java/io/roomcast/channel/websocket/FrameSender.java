package io.roomcast.channel.websocket;

import io.roomcast.channel.websocket.Wire.Landing;
import io.roomcast.channel.websocket.Wire.Outcome;

/**
 * How one WebSocket's frames get out. A frame queue calls it, for one write at a time; it does not block, and tells the
 * outcome as a {@link Wire} does.
 *
 * @param <F> what a frame holds
 */
interface FrameSender<F> {
    Outcome send(Frames<F> frames, Landing landing);

    Outcome ping(Landing landing);

    /** Answers a client's ping; called only if the container does not. */
    Outcome pong(byte[] payload, Landing landing);
}
