package io.roomcast.room.engine;

import java.util.List;

/**
 * Where rooms are kept, for one server or for several that share it. Its lanes are what lives and fails together; a room
 * is in one of them. Any thread may call it; no call blocks; a stage may complete on any thread.
 *
 * <p>Every engine passes {@code EngineContract} and those that extend it.
 */
public interface Engine extends AutoCloseable {
    /** The secret that signs tokens, the same as long as the store lives. */
    byte[] key();

    /** The lane of a room: the same on every server, for ever. */
    Lane lane(String room);

    /** All lanes; they never change. */
    List<Lane> lanes();

    /** From now on this is told what happens; called once, before anything else is asked. */
    void watch(EngineListener watch);

    @Override
    void close();
}
