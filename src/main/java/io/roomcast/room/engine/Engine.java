package io.roomcast.room.engine;

import java.util.List;

/**
 * The store of all rooms, used by one server or shared by several. Each room belongs to one lane; a lane lives and
 * fails as a whole. Any thread may call it. No call blocks, and a stage may complete on any thread.
 *
 * <p>Every engine passes {@code EngineContract} and the contracts that extend it.
 */
public interface Engine extends AutoCloseable {
    /** Returns the keys of tokens, and the sessions that are over. */
    SessionStore sessions();

    /** Returns the lane of a room: the same on every server, for ever. */
    Lane lane(String room);

    /** Returns all lanes; they never change. */
    List<Lane> lanes();

    /** Sets the listener that hears of all changes. Called once, before anything else is asked. */
    void watch(EngineListener listener);

    @Override
    void close();
}
