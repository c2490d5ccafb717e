package org.example.shop;

import io.roomcast.program.InRoom;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What is said in the room "parrot" nobody hears but who said it: it comes back, louder. */
@ApplicationScoped
public class Parrot {
    void answer(@Observes @InRoom("parrot") Received message) {
        String louder = message.data().text() + "!!!";
        // It does not get into the room; over HTTP this is what is answered.
        message.take(louder);
        // Whoever is in the room reads it there.
        message.session().emit(message.type(), louder);
    }
}
