package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import io.roomcast.program.Roomcast;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * The demo for the room {@code topics}. An {@code emit} such as {@code {"topic":"rain","data":"soon"}} goes to all
 * readers of the room {@code topic.rain}; a {@code remove} ends that room and all its polls.
 */
@ApplicationScoped
public class Topics {
    private static final String TOPIC = "topic.";

    @Inject
    private Roomcast roomcast;

    /** The data of an {@code emit}. */
    public record Emit(String topic, String data) {}

    void emit(@Observes @InRoom("topics") @OfType("emit") Received request) {
        Emit emit = request.data().as(Emit.class);
        request.take(emit.topic());
        roomcast.room(TOPIC + emit.topic()).emit("message", emit.data());
    }

    void remove(@Observes @InRoom("topics") @OfType("remove") Received request) {
        String topic = request.data().text();
        request.take(topic);
        roomcast.remove(TOPIC + topic);
    }
}
