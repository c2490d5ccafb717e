package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EnginePacket;

/** The application on top of Engine.IO. */
@FunctionalInterface
public interface EngineApplication {
    /** Returns the receiver for a new session. Called first, by a container's thread. */
    Receiver open(EngineSession session);

    /** The receiver of one session's messages, in order and one thread at a time, and of its end, once. */
    interface Receiver {
        void receive(EnginePacket message);

        /** Sends a farewell before the server stops, and then calls {@link EngineSession#close}. */
        void drain(Ending ending);

        void closed(CloseReason reason);
    }
}
