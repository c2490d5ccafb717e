package io.roomcast.engine.sqlite.session;

import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.log.Draft;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells a repeat from another publish under the same id by a seal on its contents, so that nobody can try out what was
 * said who has only these rows. Any thread.
 *
 * @param key the store's own, which is never replaced: ids outlive keys of tokens
 */
public record Fingerprints(SigningKey key) {
    /** Stores that were made before have digests without it. */
    private static final String SEALED = "k";

    private static final int BYTES = 16;

    public String of(Draft draft) {
        ByteBuffer digest = ByteBuffer.wrap(draft.fingerprint().getBytes(StandardCharsets.UTF_8));
        return SEALED + HexFormat.of().formatHex(key.seal("fingerprint ", digest, BYTES));
    }

    /** Whether what is kept is about the same contents. */
    public boolean match(String kept, Draft draft) {
        String same = kept.startsWith(SEALED) ? of(draft) : draft.fingerprint();
        return MessageDigest.isEqual(kept.getBytes(StandardCharsets.UTF_8), same.getBytes(StandardCharsets.UTF_8));
    }
}
