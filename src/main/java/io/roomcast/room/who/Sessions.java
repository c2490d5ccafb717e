package io.roomcast.room.who;

import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Issues sessions and recognises them by their tokens. A token carries id, name and date, signed with a key of the
 * store, so it is valid after a restart and on every node. Any thread may call it.
 *
 * <p>A token is {@code 1.} and in Base64 the key's id, the session's id, the date in seconds, the name, and the seal on
 * all of it. Before there were versions it was the Base64 of id, date, name and seal, with a key that signed only those.
 */
public final class Sessions {
    private static final String VERSION = "1.";
    private static final int KEY_ID_BYTES = 4;
    private static final int ID_BYTES = 12;
    private static final int SEAL_BYTES = 16;
    private static final int LONGEST_TOKEN = 1024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SessionStore store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration life;

    /** The random generator must be unpredictable. */
    public Sessions(SessionStore store, InstantSource clock, RandomGenerator random, Duration life) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.life = life;
    }

    /** Creates a session; its name may be empty until a room gives it one. */
    public Session open(String name) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return renew(new Member(ENCODER.encodeToString(id), name));
    }

    /** A token that was issued here, and when. */
    private record Given(Session session, Instant at) {}

    /** Returns the session of a token that was issued here and is still valid. */
    public Session resume(String token) {
        Given given = read(token);
        if (isExpired(given)) {
            throw new Refusal(Code.UNAUTHORIZED, "the token has expired: enter again");
        }
        check(given.session());
        return given.session();
    }

    /** Refuses a session that is over, though it was recognised earlier. */
    public void check(Session session) {
        if (store.isEnded(session.id())) {
            throw new Refusal(Code.UNAUTHORIZED, "the session was ended: enter again");
        }
        if (session.withdrawals() < store.withdrawals()) {
            throw unauthorized();
        }
    }

    /** Returns the owner of a token that was issued here so long ago that it is no longer valid by itself. */
    public Optional<Member> expired(String token) {
        try {
            return Optional.of(read(token))
                    .filter(given ->
                            isExpired(given) && !store.isEnded(given.session().id()))
                    .map(given -> given.session().member());
        } catch (Refusal foreign) {
            return Optional.empty();
        }
    }

    private boolean isExpired(Given given) {
        // One from the future was issued while the clock was wrong. It must not be good for as long as that lies ahead.
        return Duration.between(given.at(), clock.instant()).abs().compareTo(life) > 0;
    }

    private Given read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw unauthorized();
        }
        // Before the keys are looked at: those that are withdrawn meanwhile are of a session that is over.
        long withdrawals = store.withdrawals();
        boolean hasVersion = token.startsWith(VERSION);
        byte[] sealed = decoded(hasVersion ? token.substring(VERSION.length()) : token);
        int length = sealed.length - SEAL_BYTES;
        if (length < (hasVersion ? KEY_ID_BYTES + ID_BYTES + Integer.BYTES : ID_BYTES + Long.BYTES)) {
            throw unauthorized();
        }
        ByteBuffer body = ByteBuffer.wrap(sealed, 0, length);
        byte[] seal = Arrays.copyOfRange(sealed, length, sealed.length);
        if (hasVersion) {
            String key = HexFormat.of().formatHex(taken(body.duplicate(), KEY_ID_BYTES));
            verify(key, VERSION, body, seal);
            body.position(KEY_ID_BYTES);
        } else {
            verify(SigningKey.WITHOUT_ID, "", body, seal);
        }
        String id = ENCODER.encodeToString(taken(body, ID_BYTES));
        Instant at = Instant.ofEpochSecond(hasVersion ? Integer.toUnsignedLong(body.getInt()) : body.getLong());
        String name = StandardCharsets.UTF_8.decode(body).toString();
        return new Given(new Session(new Member(id, name), token, withdrawals), at);
    }

    private void verify(String id, String heading, ByteBuffer body, byte[] seal) {
        SigningKey key = store.keys().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(Sessions::unauthorized);
        if (!MessageDigest.isEqual(seal, key.seal(heading, body, SEAL_BYTES))) {
            throw unauthorized();
        }
    }

    private static byte[] taken(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    /** Returns the same member with a token that is valid for a whole life from now. */
    public Session renew(Member member) {
        long withdrawals = store.withdrawals();
        SigningKey key = store.keys().get(0);
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(KEY_ID_BYTES + ID_BYTES + Integer.BYTES + name.length + SEAL_BYTES);
        token.put(HexFormat.of().parseHex(key.id()))
                .put(Base64.getUrlDecoder().decode(member.id()))
                .putInt((int) clock.instant().getEpochSecond())
                .put(name);
        token.put(key.seal(VERSION, token.duplicate().flip(), SEAL_BYTES));
        return new Session(member, VERSION + ENCODER.encodeToString(token.array()), withdrawals);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw unauthorized();
        }
    }

    private static Refusal unauthorized() {
        return new Refusal(
                Code.UNAUTHORIZED, "the token was not issued by this server: enter again, your position stays valid");
    }
}
