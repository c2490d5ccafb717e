package io.roomcast.room.refusal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Why a reading or a connection ends, and whether and when its client should come back: the content of a {@code bye}. */
public record Ending(Code code, String reason, boolean reconnect, Duration after) {

    /** An end at once, with what the code says about coming back. */
    public static Ending of(Code code) {
        return new Ending(code, code.meaning(), code.comeBack(), Duration.ZERO);
    }

    /** The same end with another sentence. */
    public Ending because(String sentence) {
        return new Ending(code, sentence, reconnect, after);
    }

    /** The same end for a client that should come back at some moment within a while, each at another. */
    public Ending comeBackWithin(Duration spread, RandomGenerator random) {
        long wait = 1 + random.nextLong(Math.max(1, spread.toMillis()));
        return new Ending(code, reason, true, Duration.ofMillis(wait));
    }
}
