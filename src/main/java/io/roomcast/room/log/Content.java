package io.roomcast.room.log;

import java.util.List;

/**
 * The content of a publish or a question: its type, its data as minified JSON, and its recipients. An empty {@code to}
 * means all members; without {@code echo} the sender does not get it. {@code args} says that the data is a list of
 * several arguments. {@code meta} is a small JSON object with information about the data, "" if there is none; engines
 * return it as it was.
 */
public record Content(String type, String data, boolean args, List<String> to, boolean echo, String meta) {
    /** The maximum number of characters of {@code meta}. */
    public static final int LONGEST_META = 1024;

    public Content {
        bounded(meta);
        to = List.copyOf(to);
    }

    /** Creates content without meta. */
    public Content(String type, String data, boolean args, List<String> to, boolean echo) {
        this(type, data, args, to, echo, "");
    }

    /** Returns content for all members of the room, its sender included. */
    public static Content of(String type, String data) {
        return new Content(type, data, false, List.of(), true);
    }

    /** Returns the same meta; throws an {@link IllegalArgumentException} if it is too long. */
    public static String bounded(String meta) {
        if (meta.length() > LONGEST_META) {
            throw new IllegalArgumentException(
                    "a meta has at most " + LONGEST_META + " characters, and this one has " + meta.length());
        }
        return meta;
    }

    /** Returns other data of the same type, for the same members. */
    Content struck(String otherData, String otherMeta) {
        return new Content(type, otherData, false, to, echo, otherMeta);
    }

    /** Returns roughly how many bytes it takes; the SQLite tables count the same when they are brought up to date. */
    public long size() {
        return Utf8Size.of(data) + Utf8Size.of(meta) + 18L * to.size();
    }

    /** Whether only some members may see it. */
    public boolean isPrivate() {
        return !to.isEmpty();
    }

    /** Whether some member of the room may not see it. */
    public boolean isFiltered() {
        return isPrivate() || !echo;
    }

    /** Whether the reader with this id ("" without a session) may see what {@code sender} published. */
    public boolean isFor(String reader, Member sender) {
        boolean own = !reader.isEmpty() && reader.equals(sender.id());
        if (own) {
            return echo;
        }
        return to.isEmpty() || to.contains(reader);
    }
}
