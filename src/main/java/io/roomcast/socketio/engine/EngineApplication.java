package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EnginePacket;

/** Who speaks through the sessions. */
@FunctionalInterface
public interface EngineApplication {
    /** A session has begun; what it hears goes to the talker. Called before anything else of it, by a container's thread. */
    Talker opened(EngineSession session);

    /** What one session says to the application: its messages in order, by one thread at a time, and its end, once. */
    interface Talker {
        void said(EnginePacket message);

        /** The server is about to stop: last words, and then {@link EngineSession#close}. */
        void ends(Ending ending);

        void closed(CloseReason reason);
    }
}
