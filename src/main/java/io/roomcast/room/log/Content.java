package io.roomcast.room.log;

import java.util.List;

/**
 * What somebody wants to say: its type, its data as minified JSON, and for whom it is. With an empty {@code to} it is
 * for everybody; without {@code echo} it is hidden from its sender. {@code args} says that the data is a list of
 * several arguments.
 */
public record Content(String type, String data, boolean args, List<String> to, boolean echo) {

    public Content {
        to = List.copyOf(to);
    }

    /** Something for everybody in the room, its sender included. */
    public static Content of(String type, String data) {
        return new Content(type, data, false, List.of(), true);
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
