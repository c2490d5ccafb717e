package io.roomcast.ws;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Command;
import io.roomcast.wire.QueryString;
import io.roomcast.wire.Utf8;
import java.net.URI;

/**
 * The URL of a connection to a room. It is parsed from the raw path and query, because containers disagree on whether
 * their parameters are decoded. Pure.
 */
final class RoomAddress {
    private static final String ENDPOINT = "/ws/";

    private RoomAddress() {}

    /**
     * Returns the room at the end of the path, in normal form. It is everything after {@code /ws/}, because a container
     * may have decoded a slash already.
     */
    static String room(URI uri) {
        String path = uri.getRawPath();
        return Names.room(Utf8.decoded(path.substring(path.lastIndexOf(ENDPOINT) + ENDPOINT.length()), Code.BAD_ROOM));
    }

    /** Returns the join that the query describes. */
    static Command.Join join(String room, QueryString query) {
        return new Command.Join(
                room,
                query.start(Integer.MAX_VALUE),
                query.latest(),
                query.text("token"),
                Names.member(query.text("name").orElse("")),
                "");
    }
}
