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
    private static final String TOLD = "who came and went at one server is not told at the other";
    private static final String LISTED = "each server lists and counts those who came to it";
    private static final String REVISIONS = "each server has revisions of its own, and takes the other's for news";
    private static final String OVERTAKEN =
            "a poll is replaced by an older one of its own at the other server, now and then";
    private static final String REPLACED = "a connection at the other server is not replaced";

    /**
     * What belongs to one server by decision. Not in the contract anyway: the limit of unanswered publishes, attributes of
     * programs and draining. Socket.IO's polling is, and {@link Balancer} keeps it at the server that began it.
     */
    private static final String[][] OF_ONE_SERVER = {
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published LONG_POLL", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published PLAIN_POLL", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published SSE", RATES},
        {"LimitContract.faster_than_the_rate_is_too_fast_and_certainly_not_published NDJSON", RATES},
    };

    /**
     * What tells who is here, which each server still knows for itself alone. To be emptied when the roster is shared;
     * {@code -Dpair.roster=true} runs these rows, too.
     */
    private static final String[][] UNTIL_THE_ROSTER_IS_SHARED = {
        {"PublishContract.who_publishes_without_pause_hears_meanwhile_what_is_said LONG_POLL", OVERTAKEN},
        {"PublishContract.data_is_kept_exactly LONG_POLL", OVERTAKEN},
        {"RosterContract.everybody_is_told_who_joined", TOLD},
        {"RosterContract.who_comes_is_seated_and_who_leaves_is_gone_at_once", TOLD},
        {"RosterContract.a_lost_member_is_missed_after_the_grace_period_alone", TOLD},
        {"RosterContract.who_comes_back_within_the_grace_period_was_never_gone", TOLD},
        {"RosterContract.bye_over_websocket_gives_all_seats_up_at_once", TOLD},
        {"RosterContract.leaving_is_answered_204_also_when_already_gone_and_the_token_may_be_the_body", LISTED},
        {"RosterContract.the_newest_connection_of_a_session_replaces_the_older", REPLACED},
        {"RosterContract.a_newer_connection_by_any_transport_replaces_a_websocket", REPLACED},
        {"HeartbeatContract.a_poll_that_knows_who_is_here_waits", REVISIONS},
        {"HeartbeatContract.a_poll_is_answered_when_the_roster_has_another_revision", TOLD},
        {"LimitContract.a_room_of_more_than_the_limit_tells_only_how_many_are_here", LISTED},
    };

    private static final Map<String, String> ROWS = rows();

    private NotOnPair() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new HashMap<>();
        String[][] until = Boolean.getBoolean("pair.roster") ? new String[0][] : UNTIL_THE_ROSTER_IS_SHARED;
        for (String[][] list : new String[][][] {OF_ONE_SERVER, until}) {
            for (String[] row : list) {
                if (!isThere(row[0].split("[. ]", -1))) {
                    throw new IllegalStateException("the contract has no row " + row[0]);
                }
                rows.put(row[0], row[1]);
            }
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
