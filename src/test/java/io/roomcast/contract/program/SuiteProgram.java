package io.roomcast.contract.program;

import io.roomcast.contract.ProgramJar;
import io.roomcast.program.Data;
import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Answers as the public suite of Socket.IO's protocol wants it: see {@code src/test/scripts/protocol-suites}. */
@ApplicationScoped
public class SuiteProgram {
    /** Makes a folder for {@code --programs} with this program in it, and says where. */
    public static void main(String[] arguments) {
        System.out.println(ProgramJar.of(SuiteProgram.class, SuiteRooms.class));
    }

    void main(@Observes @InRoom("lobby") Joined joined) {
        greet(joined);
    }

    void custom(@Observes @InRoom("custom") Joined joined) {
        greet(joined);
    }

    private static void greet(Joined joined) {
        Object auth = joined.session().auth().<Object>map(Data.class::cast).orElse(Map.of());
        joined.session().emit("auth", auth);
    }

    void back(@Observes @InRoom("lobby") @OfType("message") Received received) {
        received.take();
        received.session().emit("message-back", received.arguments().toArray());
    }

    void acknowledge(@Observes @InRoom("lobby") @OfType("message-with-ack") Received received) {
        received.take(received.arguments().toArray());
    }
}
