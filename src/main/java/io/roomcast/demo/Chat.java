package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.Left;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The demo for the room {@code chat}, which is also Socket.IO's namespace {@code /chat}. It announces joins and leaves,
 * and passes a {@code new client message} to everybody else as {@code new server message}. Other events are published.
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
