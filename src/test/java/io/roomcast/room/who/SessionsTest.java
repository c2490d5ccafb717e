package io.roomcast.room.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.KeyRing;
import io.roomcast.kit.World;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sessions and their tokens")
class SessionsTest {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final byte[] SECRET = Base64.getDecoder().decode("iYaN4Q5gZ20hXLX/FCZV4/L2zOLDPM4/ZsrzIPxjnKM=");
    private static final SigningKey FIRST = new SigningKey(SigningKey.WITHOUT_ID, SECRET);
    private static final SigningKey ONE = new SigningKey("0badcafe", SECRET);
    private static final SigningKey TWO = new SigningKey("7fffffff", new byte[32]);

    /** Issued at the beginning, with that secret, by a Roomcast whose tokens had no version. */
    private static final String WITHOUT_VERSION = "GS78tuTp5EAjZpDaAAAAAGsAHcJhbm4gFBEYY4oUWFKYFsfMJK3S";

    private final HandTime time = new HandTime(World.BEGINNING);
    private final KeyRing ring = new KeyRing(ONE);
    private final List<SigningKey> keys = ring.keys;
    private final Sessions sessions = new Sessions(ring, time, new Random(1), LIFE);

    private void assertUnauthorized(String token) {
        Code code = assertThrows(Refusal.class, () -> sessions.resume(token)).code();
        assertEquals(Code.UNAUTHORIZED, code, token);
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    @DisplayName("a token brings the session back, on every node that has the key")
    void tokens() {
        Session ann = sessions.open("ann 😀");
        assertEquals(ann, sessions.resume(ann.token()));
        assertEquals(ann, new Sessions(ring, time, new Random(2), LIFE).resume(ann.token()));
        assertEquals(16, ann.id().length());
        assertNotEquals(ann.id(), sessions.open("ann 😀").id());
        assertFalse(ann.toString().contains(ann.token()));
    }

    @Test
    @DisplayName("a token is short, and needs no escapes in a URL")
    void tokenIsShort() {
        String token = sessions.open("ann").token();
        assertTrue(token.matches("1[.][A-Za-z0-9_-]{52}"), token);
    }

    @Test
    @DisplayName("forged and foreign tokens are unauthorized: one changed byte anywhere is noticed")
    void forged() {
        byte[] good = bytes(sessions.open("ann").token());
        for (int index = 0; index < good.length; index++) {
            byte[] bad = good.clone();
            bad[index] ^= 1;
            assertUnauthorized("1." + text(bad));
        }
        Session foreign = new Sessions(new KeyRing(TWO), time, new Random(1), LIFE).open("ann");
        for (String token : new String[] {
            foreign.token(),
            "",
            "x",
            "....",
            "é",
            "1.",
            "1.x",
            "1.é",
            "A".repeat(60),
            "1." + "A".repeat(60),
            "A".repeat(1 << 20)
        }) {
            assertUnauthorized(token);
        }
    }

    @Test
    @DisplayName("a token of another version is unauthorized, also if the seal would fit")
    void otherVersions() {
        String token = sessions.open("ann").token();
        keys.add(FIRST);
        for (String other : new String[] {"2.", "0.", "11.", "1..", ".", ""}) {
            assertUnauthorized(other + token.substring(2));
        }
    }

    @Test
    @DisplayName("a token without a version is good until it expires, for as long as its key is there")
    void withoutVersion() {
        assertUnauthorized(WITHOUT_VERSION);
        keys.add(FIRST);
        Session ann = sessions.resume(WITHOUT_VERSION);
        assertEquals("GS78tuTp5EAjZpDa", ann.id());
        assertEquals("ann", ann.member().name());
        assertUnauthorized("1." + WITHOUT_VERSION);
        byte[] bad = bytes("." + WITHOUT_VERSION);
        bad[20] ^= 1;
        assertUnauthorized(text(bad));
        time.set(World.BEGINNING.plus(LIFE).plusSeconds(1));
        assertUnauthorized(WITHOUT_VERSION);
        assertEquals(Optional.of(ann.member()), sessions.expired(WITHOUT_VERSION));
    }

    @Test
    @DisplayName("a key with an id vouches for no token without a version, nor the other way round")
    void oneKeyOneVersion() {
        assertUnauthorized(WITHOUT_VERSION);
        ByteBuffer sealed = ByteBuffer.allocate(39);
        sealed.put(bytes(sessions.open("ann").token()), 0, 23);
        sealed.put(ONE.seal("", sealed.duplicate().flip(), 16));
        assertUnauthorized("1." + text(sealed.array()));
        sealed.position(23);
        sealed.put(ONE.seal("1.", sealed.duplicate().flip(), 16));
        assertEquals(
                "ann", sessions.resume("1." + text(sealed.array())).member().name());
    }

    @Test
    @DisplayName("after a rotation the new key signs; tokens of the former one are good as long as it is kept")
    void rotated() {
        Session ann = sessions.open("ann");
        keys.add(0, TWO);
        assertEquals(ann.member(), sessions.resume(ann.token()).member());
        Session renewed = sessions.renew(ann.member());
        assertNotEquals(ann.token().substring(0, 7), renewed.token().substring(0, 7));
        keys.remove(ONE);
        assertUnauthorized(ann.token());
        assertEquals(ann.member(), sessions.resume(renewed.token()).member());
    }

    @Test
    @DisplayName("whose an expired token was is still known; of a good one and of a foreign one nothing is said")
    void expired() {
        Session ann = sessions.open("ann");
        time.set(World.BEGINNING.plus(LIFE).minusSeconds(1));
        assertEquals(Optional.empty(), sessions.expired(ann.token()));
        time.set(World.BEGINNING.plus(LIFE).plusSeconds(1));
        assertEquals(Optional.of(ann.member()), sessions.expired(ann.token()));
        String forged = ann.token().substring(1) + "A";
        assertEquals(Optional.empty(), sessions.expired(forged));
        assertEquals(Optional.empty(), sessions.expired("?"));
    }

    @Test
    @DisplayName("a token expires, and is good for a whole life again when it is renewed")
    void expiry() {
        Session ann = sessions.open("ann");
        time.set(World.BEGINNING.plus(LIFE).minusSeconds(1));
        Session renewed = sessions.renew(sessions.resume(ann.token()).member());
        time.set(World.BEGINNING.plus(LIFE).plusSeconds(1));
        assertUnauthorized(ann.token());
        assertEquals(ann.member(), sessions.resume(renewed.token()).member());
    }

    @Test
    @DisplayName("a token from a clock that was wrong is not good for as long as the clock was ahead")
    void fromTheFuture() {
        time.set(World.BEGINNING.plus(Duration.ofDays(400)));
        Session ann = sessions.open("ann");
        time.set(World.BEGINNING);
        assertUnauthorized(ann.token());
        assertEquals(Optional.of(ann.member()), sessions.expired(ann.token()));
        time.set(World.BEGINNING.plus(Duration.ofDays(400)).minus(LIFE));
        assertEquals(ann.member(), sessions.resume(ann.token()).member());
    }

    @Test
    @DisplayName("of a session that was ended no token is good, not even for what an expired one is good for")
    void ended() {
        Session ann = sessions.open("ann");
        Session bob = sessions.open("bob");
        ring.ended.add(ann.id());
        assertUnauthorized(ann.token());
        assertUnauthorized(sessions.renew(ann.member()).token());
        assertThrows(Refusal.class, () -> sessions.check(ann));
        sessions.check(bob);
        time.set(World.BEGINNING.plus(LIFE).plusSeconds(1));
        assertEquals(Optional.empty(), sessions.expired(ann.token()));
        assertEquals(Optional.of(bob.member()), sessions.expired(bob.token()));
    }

    @Test
    @DisplayName("a session from before all tokens were withdrawn is over, though it was recognised")
    void withdrawn() {
        Session ann = sessions.resume(sessions.open("ann").token());
        ring.withdrawals++;
        assertThrows(Refusal.class, () -> sessions.check(ann));
        assertThrows(Refusal.class, () -> sessions.check(ann.named("anna")));
        sessions.check(sessions.open("ann"));
    }
}
