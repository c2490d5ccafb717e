package io.roomcast.room.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One publish that is not yet in a log: its contents go in together, in order, or not at all. The id, unless empty,
 * names it for its owner: the same id again with the same contents is the same publish.
 *
 * @param answer what the program answers that took it: its contents then go into no log; nothing where no program took it
 * @param mark the fingerprint of what its sender said, where a program replaced that
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

    /** The same draft after a program took it. */
    public Draft taken(AnswerData said) {
        return new Draft(room, from, id, contents, Optional.of(said), mark);
    }

    /** The same draft after a program put something else in its place; a repeat is still known by what was said at first. */
    public Draft replaced(List<Content> others) {
        return new Draft(room, from, id, others, answer, Optional.of(fingerprint()));
    }

    /** Whether a repeat of it can be recognised. */
    public boolean isRepeatable() {
        return !id.isEmpty() && (!from.isGuest() || from.isProgram());
    }

    /** Whose id it has: each member has ids of its own, and all programs in a room share those of "", which is no member. */
    public String owner() {
        return from.isProgram() ? "" : from.id();
    }

    /** The same draft from a member with its name in this room. */
    public Draft from(Member member) {
        return new Draft(room, member, id, contents, answer, mark);
    }

    /** About how many bytes it takes. */
    public long size() {
        long size = 0;
        for (Content content : contents) {
            size += Event.OVERHEAD + content.size();
        }
        return size;
    }

    /** A digest of the contents, by which a repeat is told from another publish under the same id. */
    public String fingerprint() {
        return mark.orElseGet(this::digest);
    }

    /** Where there is no meta it is as it was before there was any, for the ids that a store has of then. */
    private String digest() {
        MessageDigest digest = sha256();
        if (from.isProgram() && !from.isGuest()) {
            // The member that a program leaves out owns nothing here, but decides who hears it.
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
