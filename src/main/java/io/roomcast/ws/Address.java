package io.roomcast.ws;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Command;
import io.roomcast.wire.Queries;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The address of a connection to a room. It is read from the raw path and query, because containers disagree on whether
 * the parameters that they offer are decoded. Pure.
 */
final class Address {
    private static final String ENDPOINT = "/ws/";

    private final Map<String, String> words = new HashMap<>();

    /** A query as it stands in the address; a word without a value counts as absent. */
    Address(String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                String name = Percent.decode(pair.substring(0, equals).replace('+', ' '));
                String value = Percent.decode(pair.substring(equals + 1).replace('+', ' '));
                if (words.put(name, value) != null) {
                    throw new Refusal(Code.BAD_COMMAND, "the address says a word twice");
                }
            }
        }
    }

    /**
     * The room that a path ends with, in its normal form. All behind the endpoint's own part counts, because a container
     * may have decoded a slash already.
     */
    static String room(URI uri) {
        String path = uri.getRawPath();
        return Names.room(Percent.decode(path.substring(path.lastIndexOf(ENDPOINT) + ENDPOINT.length())));
    }

    /** What the query says about joining the room. */
    Command.Join join(String room) {
        return new Command.Join(
                room,
                Queries.start(
                        word("after").map(Position::parse),
                        word("last").map(text -> Queries.count("last", text)),
                        Optional.empty(),
                        word("since").map(Queries::instant)),
                word("lag").map(Queries::latest).orElse(false),
                word("token"),
                Names.member(word("name").orElse("")),
                "");
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(words.get(name));
    }
}
