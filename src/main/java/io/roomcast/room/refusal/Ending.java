package io.roomcast.room.refusal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Why a reading or a connection ends, and whether and when to reconnect: the content of a {@code bye}. */
public record Ending(Code code, String reason, boolean reconnect, Duration after) {

    /** Returns an immediate end that reconnects as the code says. */
    public static Ending of(Code code) {
        return new Ending(code, code.meaning(), code.comeBack(), Duration.ZERO);
    }

    public Ending because(String sentence) {
        return new Ending(code, sentence, reconnect, after);
    }

    /** Returns the same end for a client that should reconnect at a random time within this spread. */
    public Ending comeBackWithin(Duration spread, RandomGenerator random) {
        long wait = 1 + random.nextLong(Math.max(1, spread.toMillis()));
        return new Ending(code, reason, true, Duration.ofMillis(wait));
    }
}
