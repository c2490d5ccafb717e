package io.roomcast.room.who;

import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues sessions and recognises them by their tokens. It stores nothing: a token carries id, name and date, signed
 * with the store's key, so it is valid after a restart and on every node. Any thread may call it.
 */
public final class Sessions {
    private static final String SEAL = "HmacSHA256";
    private static final int ID_BYTES = 12;
    private static final int SEAL_BYTES = 16;
    private static final int HEADER_BYTES = ID_BYTES + Long.BYTES;
    private static final int LONGEST_TOKEN = 1024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Has taken in the key. Each seal is made by a copy, which is twice as fast as a new one. */
    private final Mac keyed;

    private final byte[] key;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration life;

    /** The random generator must be unpredictable. */
    public Sessions(byte[] key, InstantSource clock, RandomGenerator random, Duration life) {
        this.key = key.clone();
        this.keyed = keyed(key);
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
        return given.session();
    }

    /** Returns the owner of a token that was issued here so long ago that it is no longer valid by itself. */
    public Optional<Member> expired(String token) {
        try {
            return Optional.of(read(token))
                    .filter(this::isExpired)
                    .map(given -> given.session().member());
        } catch (Refusal foreign) {
            return Optional.empty();
        }
    }

    private boolean isExpired(Given given) {
        return given.at().plus(life).isBefore(clock.instant());
    }

    private Given read(String token) {
        byte[] sealed = decode(token);
        int length = sealed.length - SEAL_BYTES;
        if (length < HEADER_BYTES) {
            throw unauthorized();
        }
        ByteBuffer body = ByteBuffer.wrap(sealed, 0, length);
        byte[] seal =
                ByteBuffer.allocate(SEAL_BYTES).put(sealed, length, SEAL_BYTES).array();
        if (!MessageDigest.isEqual(seal, seal(body.duplicate()))) {
            throw unauthorized();
        }
        byte[] id = new byte[ID_BYTES];
        body.get(id);
        Instant at = Instant.ofEpochSecond(body.getLong());
        String name = StandardCharsets.UTF_8.decode(body).toString();
        return new Given(new Session(new Member(ENCODER.encodeToString(id), name), token), at);
    }

    /** Returns the same member with a token that is valid for a whole life from now. */
    public Session renew(Member member) {
        byte[] id = Base64.getUrlDecoder().decode(member.id());
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(HEADER_BYTES + name.length + SEAL_BYTES);
        token.put(id).putLong(clock.instant().getEpochSecond()).put(name);
        token.put(seal(token.duplicate().flip()));
        return new Session(member, ENCODER.encodeToString(token.array()));
    }

    private static byte[] decode(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw unauthorized();
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw unauthorized();
        }
    }

    private byte[] seal(ByteBuffer body) {
        Mac mac = copied();
        mac.update(body);
        return ByteBuffer.allocate(SEAL_BYTES).put(mac.doFinal(), 0, SEAL_BYTES).array();
    }

    private Mac copied() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException special) {
            // Java's own can be copied, one that hides its state in hardware may not.
            return keyed(key);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(new SecretKeySpec(key, SEAL));
            mac.update(new byte[0]);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + SEAL, impossible);
        }
    }

    private static Refusal unauthorized() {
        return new Refusal(
                Code.UNAUTHORIZED, "the token was not issued by this server: enter again, your position stays valid");
    }
}
