package io.roomcast.simulation.presence;

import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.simulation.History;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Compares what each server's programs are told with the store's answers, as these reach the server. One thread.
 */
final class Tellings {
    private final IdentityHashMap<Node, Server> servers = new IdentityHashMap<>();
    private History history;
    private BooleanSupplier isCalm;

    /** The news of a member that programs are told. */
    enum Kind {
        JOINED,
        RECOVERED,
        /** It may be told as recovered, as far as the server knew that it was there. */
        PERHAPS,
        LEFT
    }

    private static final class Server {
        private final Map<String, List<Kind>> expected = new TreeMap<>();
        private final Set<String> here = new TreeSet<>();
    }

    void attach(History theirs, BooleanSupplier calm) {
        history = theirs;
        isCalm = calm;
    }

    /** Whether programs take their time no more. */
    boolean isCalm() {
        return isCalm.getAsBoolean();
    }

    private Server server(Node node) {
        return servers.computeIfAbsent(node, same -> new Server());
    }

    private static String key(String room, String member) {
        return room + " " + member;
    }

    private void expect(Node node, String key, Kind kind) {
        server(node).expected.computeIfAbsent(key, same -> new ArrayList<>()).add(kind);
    }

    void answered(Node node, SeatRequest request, SeatResult.Outcome outcome) {
        if (request instanceof SeatRequest.Take take && outcome instanceof SeatResult.Sat sat) {
            took(node, take, sat);
        } else if (request instanceof SeatRequest.Free free
                && outcome instanceof SeatResult.Freed freed
                && freed.who().isPresent()) {
            String key = key(free.room(), free.member());
            if (free.nonce().isEmpty() && freed.lost()) {
                expect(node, key, Kind.RECOVERED);
            } else if (free.nonce().isPresent()) {
                expect(node, key, Kind.PERHAPS);
            }
            expect(node, key, Kind.LEFT);
        }
    }

    private void took(Node node, SeatRequest.Take take, SeatResult.Sat sat) {
        if (!sat.nonce().equals(take.hold().nonce()) || sat.before() == Before.A_SERVER) {
            return;
        }
        String key = key(take.room(), take.member().id());
        expect(node, key, sat.before() == Before.NOBODY ? Kind.JOINED : Kind.RECOVERED);
    }

    /** A server heard from the store that it gave up a member whose server was gone. */
    void gaveUp(Node node, String room, String member) {
        expect(node, key(room, member), Kind.RECOVERED);
        expect(node, key(room, member), Kind.LEFT);
    }

    void came(Node node, String room, String member) {
        history.trace().note("programs of node %s: %s came in %s", node.number(), member, room);
        if (!server(node).here.add(key(room, member))) {
            history.problem("node %s: %s came, and had not gone", node.number(), member);
        }
    }

    void went(Node node, String room, String member) {
        history.trace().note("programs of node %s: %s went in %s", node.number(), member, room);
        if (!server(node).here.remove(key(room, member))) {
            history.problem("node %s: %s went, and had not come", node.number(), member);
        }
    }

    void told(Node node, String room, String member, Kind kind) {
        history.happened(kind.name());
        history.trace().note("programs of node %s: %s %s in %s", node.number(), kind.name(), member, room);
        List<Kind> expected = server(node).expected.getOrDefault(key(room, member), List.of());
        int place = place(expected, kind);
        if (place < 0) {
            history.problem("node %s: %s is told as %s, and the store says %s", node.number(), member, kind, expected);
            return;
        }
        expected.subList(0, place + 1).clear();
    }

    private static int place(List<Kind> expected, Kind kind) {
        for (int place = 0; place < expected.size(); place++) {
            boolean perhaps = kind == Kind.RECOVERED && expected.get(place) == Kind.PERHAPS;
            if ((perhaps || expected.get(place) == kind) && isPairs(expected.subList(0, place))) {
                return place;
            }
        }
        return -1;
    }

    /** For programs, a member that left before they were told of it never came. */
    private static boolean isPairs(List<Kind> untold) {
        int open = 0;
        for (Kind kind : untold) {
            open += kind == Kind.PERHAPS ? 0 : kind == Kind.LEFT ? -1 : 1;
        }
        return open == 0;
    }

    private void untold(Node node, String key, List<Kind> kinds) {
        if (!isPairs(kinds)) {
            history.problem("node %s: of %s nobody was told %s", node.number(), key, kinds);
        }
    }

    /** At last: whether all was told on this server, and who sits here by what the programs know. */
    Set<String> finish(Node node) {
        server(node).expected.forEach((key, kinds) -> untold(node, key, kinds));
        return server(node).here;
    }
}
