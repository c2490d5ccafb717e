package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.Left;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The room {@code chat}, also known as Socket.IO's namespace {@code /chat}: everybody is told who comes and goes, and a
 * {@code new client message} reaches all the others as {@code new server message}. Plain messages just pass.
 */
@ApplicationScoped
public class Chat {
    void entered(@Observes @InRoom("chat") Joined joined) {
        joined.room().emit("enter", joined.session().name());
    }

    void gone(@Observes @InRoom("chat") Left left) {
        left.room().emit("leave", left.session().name());
    }

    void said(@Observes @InRoom("chat") @OfType("new client message") Received message) {
        message.take();
        message.session()
                .others()
                .emit("new server message", message.arguments().toArray());
    }
}
