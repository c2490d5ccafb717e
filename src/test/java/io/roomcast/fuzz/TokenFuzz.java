package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.kit.KeyRing;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The token of a session, from a client that would like to be somebody else. */
class TokenFuzz {
    private static final int SEAL = 16;
    private static final String VERSION = "1.";
    private static final String KEY = "a key that is known to this test";
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

    private final Sessions ours = sessions(KEY, NOW);
    private final Sessions later = sessions(KEY, NOW.plus(Duration.ofDays(8)));
    private final Sessions theirs = sessions("another key", NOW);

    private static Sessions sessions(String key, Instant now) {
        byte[] secret = Input.bytes(key);
        KeyRing ring = new KeyRing(new SigningKey("0badcafe", secret), new SigningKey(SigningKey.WITHOUT_ID, secret));
        return new Sessions(ring, InstantSource.fixed(now), new Random(1), Duration.ofDays(7));
    }

    @FuzzTest
    void only_a_token_that_was_made_by_the_key_is_accepted(byte[] bytes) throws GeneralSecurityException {
        String text = Input.text(bytes);
        Optional<Session> found = Input.unlessRefused(Set.of(Code.UNAUTHORIZED), () -> ours.resume(text));
        Optional<Member> expired = later.expired(text);
        if (found.isPresent() || expired.isPresent()) {
            assertSealed(text);
            Member member = found.map(Session::member).or(() -> expired).orElseThrow();
            assertEquals(member, ours.resume(ours.renew(member).token()).member());
        }
        Input.unlessRefused(() -> Names.member(text)).ifPresent(name -> issued(name, bytes));
    }

    private static void assertSealed(String token) throws GeneralSecurityException {
        String heading = token.startsWith(VERSION) ? VERSION : "";
        byte[] sealed = Base64.getUrlDecoder().decode(token.substring(heading.length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Input.bytes(KEY), "HmacSHA256"));
        mac.update(Input.bytes(heading));
        byte[] seal = mac.doFinal(Arrays.copyOf(sealed, sealed.length - SEAL));
        assertTrue(Arrays.equals(seal, 0, SEAL, sealed, sealed.length - SEAL, sealed.length), token);
    }

    /** A member of this name gets in with the token as it is, and with no other bit in it. */
    private void issued(String name, byte[] bytes) {
        Session session = ours.open(name);
        assertEquals(session, ours.resume(session.token()));
        assertEquals(Optional.of(session.member()), later.expired(session.token()));
        assertRefused(later, session.token());
        assertRefused(ours, theirs.open(name).token());
        assertEquals(Optional.empty(), later.expired(theirs.open(name).token()));
        byte[] token = Base64.getUrlDecoder().decode(session.token().substring(VERSION.length()));
        Random random = Input.random(bytes);
        token[random.nextInt(token.length)] ^= (byte) (1 << random.nextInt(8));
        assertRefused(ours, VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        assertRefused(
                ours, session.token().substring(random.nextInt(session.token().length() - 1) + 1));
    }

    private static void assertRefused(Sessions sessions, String token) {
        assertEquals(
                Code.UNAUTHORIZED,
                assertThrows(Refusal.class, () -> sessions.resume(token)).code(),
                token);
    }
}
