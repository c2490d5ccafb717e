package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The demo for the room {@code echo}: each event comes back to its publisher alone. */
@ApplicationScoped
public class Echo {
    void answer(@Observes @InRoom("echo") Received message) {
        String answer = message.data().text() + "!!!";
        message.take(answer);
        message.session().emit(message.type(), answer);
    }
}
