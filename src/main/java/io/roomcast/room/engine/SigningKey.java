package io.roomcast.room.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret key with a public id. Seals what must not be changed by others. Any thread. */
public final class SigningKey {
    /** The id of the key of a store that was made before keys had ids. Its tokens have neither version nor key id. */
    public static final String WITHOUT_ID = "";

    private static final String SEAL = "HmacSHA256";

    private final String id;
    private final byte[] secret;
    /** Has taken in the secret. Each seal is made by a copy, which is twice as fast as a new one. */
    private final Mac keyed;

    public SigningKey(String id, byte[] secret) {
        this.id = id;
        this.secret = secret.clone();
        this.keyed = keyed(secret);
    }

    public String id() {
        return id;
    }

    /** Returns the first {@code length} bytes of the seal on a heading and a body. */
    public byte[] seal(String heading, ByteBuffer body, int length) {
        Mac mac = copied();
        mac.update(heading.getBytes(StandardCharsets.UTF_8));
        mac.update(body.duplicate());
        return Arrays.copyOf(mac.doFinal(), length);
    }

    private Mac copied() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException special) {
            // Java's own can be copied, one that hides its state in hardware may not.
            return keyed(secret);
        }
    }

    private static Mac keyed(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(new SecretKeySpec(secret, SEAL));
            mac.update(new byte[0]);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + SEAL, impossible);
        }
    }

    /** Leaves out the secret, so that it never gets into the server's log by accident. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
