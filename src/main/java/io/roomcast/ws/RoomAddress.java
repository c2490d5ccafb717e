package io.roomcast.ws;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Command;
import io.roomcast.wire.QueryString;
import io.roomcast.wire.Utf8;
import java.net.URI;

/**
 * The address of a connection to a room. It is read from the raw path and query, because containers disagree on whether
 * the parameters that they offer are decoded. Pure.
 */
final class RoomAddress {
    private static final String ENDPOINT = "/ws/";

    private RoomAddress() {}

    /**
     * The room that a path ends with, in its normal form. All behind the endpoint's own part counts, because a container
     * may have decoded a slash already.
     */
    static String room(URI uri) {
        String path = uri.getRawPath();
        return Names.room(Utf8.decoded(path.substring(path.lastIndexOf(ENDPOINT) + ENDPOINT.length()), Code.BAD_ROOM));
    }

    /** What the query says about joining the room. */
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
