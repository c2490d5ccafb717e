package io.roomcast.room.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A publish that is not yet in a log. Its contents are appended together and in order, or not at all. The id, unless
 * empty, identifies it for its owner: the same id again with the same contents is the same publish.
 *
 * @param answer the answer of the program that took it, whose contents then go into no log; empty if no program did
 * @param mark the fingerprint of the original contents, if a program replaced them
 */
public record Draft(
        String room,
        Member from,
        String id,
        List<Content> contents,
        Optional<AnswerData> answer,
        Optional<String> mark) {

    public Draft {
        contents = List.copyOf(contents);
    }

    public Draft(String room, Member from, String id, List<Content> contents) {
        this(room, from, id, contents, Optional.empty(), Optional.empty());
    }

    public Draft taken(AnswerData given) {
        return new Draft(room, from, id, contents, Optional.of(given), mark);
    }

    /** Returns the draft with a program's contents; a repeat is still recognised by the original ones. */
    public Draft replaced(List<Content> others) {
        return new Draft(room, from, id, others, answer, Optional.of(fingerprint()));
    }

    /** Whether a repeat of it can be recognised. */
    public boolean isRepeatable() {
        return !id.isEmpty() && (!from.isGuest() || from.isProgram());
    }

    /** Returns the owner of its id: its member, or for all programs in a room "", which is no member. */
    public String owner() {
        return from.isProgram() ? "" : from.id();
    }

    /** Returns the same draft from a member with its name in this room. */
    public Draft from(Member member) {
        return new Draft(room, member, id, contents, answer, mark);
    }

    /** Returns roughly how many bytes it takes. */
    public long size() {
        long size = 0;
        for (Content content : contents) {
            size += Event.OVERHEAD + content.size();
        }
        return size;
    }

    /** Returns a digest of the contents, which tells a repeat from another publish under the same id. */
    public String fingerprint() {
        return mark.orElseGet(this::digest);
    }

    /** Without meta the digest is the same as before meta existed, so that it matches the ids of older stores. */
    private String digest() {
        MessageDigest digest = sha256();
        if (from.isProgram() && !from.isGuest()) {
            // The member that a program excludes owns nothing here, but decides who receives it.
            digest.update((from.id() + '\n').getBytes(StandardCharsets.UTF_8));
        }
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
                    + '\n'
                    + (content.meta().isEmpty() ? "" : content.meta() + '\n');
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
