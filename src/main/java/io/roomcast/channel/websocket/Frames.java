package io.roomcast.channel.websocket;

import java.util.Iterator;

/**
 * The frames of one write, for a wire or for a container's remote endpoint; only that form is made which is asked for.
 * Receivers may share it. Any thread.
 *
 * @param <F> what a frame holds
 */
public interface Frames<F> {
    /** Returns all frames as they are on the wire. The array may be shared: do not write to it. */
    byte[] bytes();

    /** Returns what the frames hold. */
    Iterator<F> each();
}
