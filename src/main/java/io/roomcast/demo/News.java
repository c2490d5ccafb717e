package io.roomcast.demo;

import io.roomcast.program.ClientSession;
import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * The demo for the room {@code news}, after the usual first example for Socket.IO. A client that joins receives
 * {@code news} and sends {@code my other event}, which is acknowledged with its own data. A {@code question} is sent
 * back to its publisher as a question of the program, and the answer as {@code answered}.
 */
@ApplicationScoped
public class News {
    void ask(@Observes @InRoom("news") Joined joined) {
        joined.session().emit("news", Map.of("hello", "world"));
    }

    void answered(@Observes @InRoom("news") @OfType("my other event") Received answer) {
        answer.session().attributes().put("said", answer.data());
        answer.take(answer.data());
    }

    void question(@Observes @InRoom("news") @OfType("question") Received question) {
        question.take();
        ClientSession asked = question.session();
        asked.ask("question", question.arguments().toArray()).thenAccept(answer -> asked.emit("answered", answer));
    }
}
