package io.roomcast.contract.pair;

import io.roomcast.contract.client.Transport;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of the contract that are not run on a {@link Pair}, by their names, each with the reason. */
final class NotOnPair {
    private static final String RATES =
            "each server counts what it takes itself, and these publish by requests to both";

    private static final String NEWER =
            "the poll sets out beside the other connection, and where it comes second it is the newer one";

    private static final String AHEAD =
            "a server that was told nothing yet counts what it confirmed a moment ago as the head";

    /**
     * These belong to one server by decision. Not in the contract anyway: the limit of unanswered publishes, attributes of
     * programs and draining. Socket.IO's polling is, and {@link Balancer} keeps it at the server that began it.
     */
    private static final String[][] OF_ONE_SERVER = {
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published LONG_POLL", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published PLAIN_POLL", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published SSE", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published NDJSON", RATES},
        {"ResumeContract.a_token_without_a_position_starts_at_the_head", AHEAD},
        {"RosterContract.the_newest_connection_of_a_session_replaces_the_older LONG_POLL", NEWER},
    };

    private static final Map<String, String> ROWS = rows();

    private NotOnPair() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new HashMap<>();
        for (String[] row : OF_ONE_SERVER) {
            if (!isThere(row[0].split("[. ]", -1))) {
                throw new IllegalStateException("the contract has no row " + row[0]);
            }
            rows.put(row[0], row[1]);
        }
        return rows;
    }

    /** The class, the row and maybe the transport. */
    private static boolean isThere(String[] name) {
        try {
            Class<?> contract = Class.forName("io.roomcast.contract." + name[0]);
            boolean onTransport = name.length < 3
                    || Stream.of(Transport.values()).anyMatch(one -> one.name().equals(name[2]));
            return onTransport
                    && Stream.of(contract.getDeclaredMethods())
                            .anyMatch(row -> row.getName().equals(name[1]));
        } catch (ClassNotFoundException renamed) {
            return false;
        }
    }

    /** Why a row is left out: all of it, or on the transport of this name. */
    static Optional<String> why(Method row, String transport) {
        String name = row.getDeclaringClass().getSimpleName() + "." + row.getName();
        return Optional.ofNullable(ROWS.getOrDefault(name, ROWS.get(name + " " + transport)));
    }
}
