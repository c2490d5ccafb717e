package io.roomcast.room.log;

import java.util.List;

/**
 * What somebody wants to say: its type, its data as minified JSON, and for whom it is. With an empty {@code to} it is
 * for everybody; without {@code echo} it is hidden from its sender. {@code args} says that the data is a list of
 * several arguments. {@code meta} is a small JSON object that says something about it, "" where there is none; engines keep
 * it and give it back unread.
 */
public record Content(String type, String data, boolean args, List<String> to, boolean echo, String meta) {
    /** How many characters a {@code meta} may have. */
    public static final int LONGEST_META = 1024;

    public Content {
        bounded(meta);
        to = List.copyOf(to);
    }

    /** Something about which nothing more is said. */
    public Content(String type, String data, boolean args, List<String> to, boolean echo) {
        this(type, data, args, to, echo, "");
    }

    /** Something for everybody in the room, its sender included. */
    public static Content of(String type, String data) {
        return new Content(type, data, false, List.of(), true);
    }

    /** The same meta; an {@link IllegalArgumentException} if it is too long for one. */
    public static String bounded(String meta) {
        if (meta.length() > LONGEST_META) {
            throw new IllegalArgumentException(
                    "a meta has at most " + LONGEST_META + " characters, and this one has " + meta.length());
        }
        return meta;
    }

    /** Something else of the same type, for the same members. */
    Content struck(String otherData, String otherMeta) {
        return new Content(type, otherData, false, to, echo, otherMeta);
    }

    /** About how many bytes it takes. */
    long size() {
        return data.length() + meta.length() + 18L * to.size();
    }

    /** Whether only some may see it. */
    public boolean isPrivate() {
        return !to.isEmpty();
    }

    /** Whether there is anybody in the room who may not see it. */
    public boolean isFiltered() {
        return isPrivate() || !echo;
    }

    /** Whether the reader with this id ("" for a reader without a session) may see what {@code sender} said. */
    public boolean isFor(String reader, Member sender) {
        boolean own = !reader.isEmpty() && reader.equals(sender.id());
        if (own) {
            return echo;
        }
        return to.isEmpty() || to.contains(reader);
    }
}
