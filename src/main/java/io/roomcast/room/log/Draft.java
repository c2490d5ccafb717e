package io.roomcast.room.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One publish that is not yet in a log: its contents go in together, in order, or not at all. The id, unless empty,
 * names it for its sender: the same id again with the same contents is the same publish.
 */
public record Draft(String room, Member from, String id, List<Content> contents) {

    public Draft {
        contents = List.copyOf(contents);
    }

    /** Whether a repeat of it can be recognised. */
    public boolean isRepeatable() {
        return !id.isEmpty() && !from.isGuest();
    }

    /** The same draft from a member with its name in this room. */
    public Draft from(Member member) {
        return new Draft(room, member, id, contents);
    }

    /** About how many bytes it takes. */
    public long size() {
        long size = 0;
        for (Content content : contents) {
            size += Event.OVERHEAD
                    + content.data().length()
                    + 18L * content.to().size();
        }
        return size;
    }

    /** A digest of the contents, by which a repeat is told from another publish under the same id. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        for (Content content : contents) {
            String line = content.type()
                    + '\n'
                    + content.args()
                    + '\n'
                    + content.echo()
                    + '\n'
                    + content.to()
                    + '\n'
                    + content.data()
                    + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
