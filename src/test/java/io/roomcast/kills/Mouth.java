package io.roomcast.kills;

import io.roomcast.kit.Line;
import java.util.Optional;

/** A way to publish as one and the same session, over whatever connections. For use by one thread. */
interface Mouth extends AutoCloseable {
    /** Sends the command and gives its answer; nothing if the connection was lost before, or there is none. */
    Optional<Line> say(String id, String command);

    @Override
    void close();
}
