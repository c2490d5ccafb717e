package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What is said in the room {@code echo} comes back to whoever said it, and nobody else hears it. */
@ApplicationScoped
public class Echo {
    void answer(@Observes @InRoom("echo") Received message) {
        String answer = message.data().text() + "!!!";
        message.take(answer);
        message.session().emit(message.type(), answer);
    }
}
