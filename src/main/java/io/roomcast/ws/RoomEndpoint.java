package io.roomcast.ws;

import io.roomcast.room.Rooms;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;

/** One WebSocket connection to a room. The container calls it with one thread at a time. */
@ServerEndpoint(value = "/ws/{room}", configurator = InjectedEndpoint.class)
public class RoomEndpoint {
    private final Jsonb json = JsonbBuilder.create();

    @Inject
    private Rooms rooms;

    private Runnable release = () -> {};

    void atTheEnd(Runnable release) {
        this.release = release;
    }

    @OnMessage
    public String received(String text, @PathParam("room") String room) {
        return json.toJson(Map.of("room", room, "data", text, "life", rooms.life()));
    }

    @OnError
    public void failed(Throwable cause) {
        // A peer that went away without a word is no news; onClose follows.
    }

    @OnClose
    public void closed() {
        release.run();
    }
}
