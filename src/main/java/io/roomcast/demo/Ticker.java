package io.roomcast.demo;

import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.Roomcast;
import io.roomcast.program.Started;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/** The demo for the room {@code ticker}: the time every second, and to each new member its own address. */
@ApplicationScoped
public class Ticker {
    void begin(@Observes Started started) {
        Roomcast roomcast = started.roomcast();
        roomcast.once("ticker", Duration.ofSeconds(1), () -> {
            if (roomcast.room("ticker").count() > 0) {
                roomcast.room("ticker").emit("tick", Instant.now().toString());
            }
        });
    }

    void welcome(@Observes @InRoom("ticker") Joined joined) {
        joined.session().emit("address", joined.session().address());
    }
}
