package io.roomcast.simulation.presence;

import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.room.refusal.Ending;
import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import io.roomcast.simulation.Shard;
import io.roomcast.simulation.SimStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The changes of rosters in the store, one after the other: the truth that every client and every program is held
 * against. One thread.
 */
final class PresenceLedger implements SimStore.Onlooker {
    private static final long MOMENT = 3 * Agenda.SECOND;

    private final Tellings tellings = new Tellings();
    private final Map<String, NavigableMap<Long, List<Member>>> revisions = new TreeMap<>();
    private final Map<String, String> nonces = new TreeMap<>();
    private final Map<String, Instant> expelled = new TreeMap<>();
    private final Map<String, Ending> reasons = new TreeMap<>();
    private final Map<String, Long> words = new TreeMap<>();
    private final Map<String, String> asked = new TreeMap<>();
    private final Set<String> steadfast = new TreeSet<>();
    private final Map<Integer, Long> lost = new TreeMap<>();
    private final Duration grace;
    private final int most;
    private Cluster cluster;
    private Optional<SeatRequest.Ask> lastAsk = Optional.empty();
    private long lastNumber;

    /** @param most how many members there may be in a room */
    PresenceLedger(Duration grace, int most) {
        this.grace = grace;
        this.most = most;
    }

    void attach(Cluster theirs) {
        cluster = theirs;
        tellings.attach(theirs.history(), theirs::isQuiet);
    }

    Tellings tellings() {
        return tellings;
    }

    /** Notes a member that keeps coming back: nothing happens in this run for which it may be given up. */
    void mustStay(String member) {
        steadfast.add(member);
    }

    /** From now on everybody may be given up. */
    void allMayGo() {
        steadfast.clear();
    }

    private static String key(String room, String member) {
        return room + " " + member;
    }

    private void problem(String what, Object... details) {
        cluster.history().problem(what, details);
    }

    @Override
    public void did(Shard shard, List<SeatRequest> requests, List<SeatResult> done) {
        boolean kept = false;
        for (int index = 0; index < requests.size(); index++) {
            SeatRequest request = requests.get(index);
            SeatResult.Outcome outcome = done.get(index).outcome();
            if (request instanceof SeatRequest.Take take) {
                kept |= take.manner() == Manner.KEEP;
                took(take, outcome);
            } else if (request instanceof SeatRequest.Free free) {
                freed(free, outcome);
            } else if (request instanceof SeatRequest.Ask ask) {
                asked(ask, outcome);
            } else if (request instanceof SeatRequest.Answer answer) {
                answered(answer, outcome);
            }
        }
        boolean mayBeMore = kept;
        requests.stream().map(SeatRequest::room).distinct().forEach(room -> remember(shard, room, mayBeMore));
    }

    private void took(SeatRequest.Take take, SeatResult.Outcome outcome) {
        String key = key(take.room(), take.member().id());
        note(take.manner() + " " + key, outcome);
        if (!(outcome instanceof SeatResult.Sat sat)) {
            return;
        }
        Instant word = expelled.get(key);
        boolean comesAnew = take.manner() == Manner.JOIN || take.manner() == Manner.ENTER;
        if (word != null && !comesAnew && now().isBefore(word.plus(grace))) {
            problem(
                    "%s was made to leave, and is brought back by %s",
                    key, take.manner().name());
        }
        expelled.remove(key);
        String before = nonces.put(key, sat.nonce());
        boolean same = before != null && nodeOf(before).equals(take.hold().node());
        if (same && sat.before() == SeatResult.Before.A_LOST_SERVER) {
            problem("%s is said to have been at a lost server, and it is the one that asks", key);
        }
    }

    /** Whether somebody lost its seat a moment ago, by a word or with the roster, and need not know that yet. */
    boolean isUnseated(String room, String member) {
        return isMomentAgo(words.get(key(room, member))) || isMomentAgo(lost.get(SimStore.laneOf(room)));
    }

    private boolean isMomentAgo(Long then) {
        return then != null && cluster.now() - then < MOMENT;
    }

    private void note(String what, SeatResult.Outcome outcome) {
        String said = outcome instanceof SeatResult.Sat sat
                ? sat.member().name() + " " + sat.number() + " " + sat.before()
                : outcome instanceof SeatResult.Freed freed
                        ? freed.who().map(Member::name) + " " + freed.lost()
                        : outcome.toString();
        cluster.trace().note("store: %s: %s", what, said);
    }

    private Instant now() {
        return cluster.store().now();
    }

    private void freed(SeatRequest.Free free, SeatResult.Outcome outcome) {
        String key = key(free.room(), free.member());
        note("FREE " + (free.nonce().isPresent() ? "by time " : "") + key, outcome);
        if (!(outcome instanceof SeatResult.Freed freed)) {
            return;
        }
        if (free.nonce().isEmpty()) {
            expelled(key, free.why());
            words.put(key, cluster.now());
        } else if (freed.who().isPresent()) {
            if (!free.nonce().get().equals(nonces.get(key))) {
                problem("%s is held anew, and was given up as it was held before", key);
            }
            mayBeGivenUp(free.member());
        }
        if (freed.who().isPresent()) {
            nonces.remove(key);
        }
    }

    /** To be made to leave again for the same reason changes nothing. */
    private void expelled(String key, Ending why) {
        if (!expelled.containsKey(key) || !why.equals(reasons.get(key))) {
            expelled.put(key, now());
        }
        reasons.put(key, why);
    }

    private void mayBeGivenUp(String member) {
        cluster.history().happened("GIVEN_UP");
        if (steadfast.contains(member)) {
            problem("%s always came back, and was given up", member);
        }
    }

    private void asked(SeatRequest.Ask ask, SeatResult.Outcome outcome) {
        if (outcome instanceof SeatResult.Asked done) {
            lastAsk = Optional.of(ask);
            lastNumber = done.number();
            String before = asked.put(
                    key(ask.room(), "" + done.number()),
                    ask.member() + " " + ask.question().data());
            if (before != null && !before.equals(asked.get(key(ask.room(), "" + done.number())))) {
                problem("two questions have the number %s", done.number());
            }
        }
    }

    private void answered(SeatRequest.Answer answer, SeatResult.Outcome outcome) {
        String question = asked.getOrDefault(key(answer.room(), "" + answer.question()), "nobody");
        if (outcome instanceof SeatResult.Answered && !question.startsWith(answer.member() + " ")) {
            problem("%s answered what %s is asked", answer.member(), question);
        }
    }

    /** The member and the number of what was asked last. */
    Optional<SeatRequest.Ask> lastAsk() {
        return lastAsk;
    }

    long lastNumber() {
        return lastNumber;
    }

    @Override
    public void swept(Shard shard, List<Lost> gone) {
        for (Lost one : gone) {
            cluster.trace().note("store: swept %s %s", one.room(), one.member().id());
            nonces.remove(key(one.room(), one.member().id()));
            mayBeGivenUp(one.member().id());
            cluster.history().happened("SWEPT");
        }
        gone.stream().map(Lost::room).distinct().forEach(room -> remember(shard, room, false));
    }

    @Override
    public void lost(Shard shard) {
        cluster.history().happened("ROSTER_LOST");
        lost.put(shard.number(), cluster.now());
        nonces.keySet().removeIf(key -> isOf(shard, key));
        expelled.keySet().removeIf(key -> isOf(shard, key));
    }

    private static String nodeOf(String nonce) {
        return nonce.substring(0, nonce.lastIndexOf('-'));
    }

    private static boolean isOf(Shard shard, String key) {
        return SimStore.laneOf(key.substring(0, key.indexOf(' '))) == shard.number();
    }

    private void remember(Shard shard, String room, boolean kept) {
        List<Member> members = members(shard, room);
        long revision = shard.rosters().since(room, KnownRoster.NONE).revision();
        NavigableMap<Long, List<Member>> all = revisions.computeIfAbsent(room, same -> new TreeMap<>());
        int before = all.isEmpty() ? 0 : all.lastEntry().getValue().size();
        all.put(revision, members);
        if (members.size() > most && members.size() > before && !kept) {
            problem("%s members are in %s", members.size(), room);
        }
        Set<String> names = new HashSet<>();
        for (Member member : members) {
            boolean given = member.name().startsWith("user");
            // A roster that is lost knows nothing of the names that it gave.
            if (given && !names.add(member.name()) && !lost.containsKey(shard.number())) {
                problem("two members in %s are %s", room, member.name());
            }
        }
    }

    private static List<Member> members(Shard shard, String room) {
        return shard.rosters().members(room, 0, Integer.MAX_VALUE).members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    /** The members of a room by now. */
    List<Member> members(String room) {
        return members(cluster.store().shardOf(room), room);
    }

    /** The revision of a room's roster by now. */
    long revision(String room) {
        Shard shard = cluster.store().shardOf(room);
        return shard.rosters().since(room, KnownRoster.NONE).revision();
    }

    /** The members of a room at a revision; none at one that never was, which a roster that does not exist may have. */
    List<Member> at(String room, long revision) {
        return revisions.getOrDefault(room, new TreeMap<>()).getOrDefault(revision, List.of());
    }

    @Override
    public void answered(Node node, List<SeatRequest> requests, List<SeatResult> done) {
        for (int index = 0; index < requests.size(); index++) {
            SeatRequest request = requests.get(index);
            cluster.trace()
                    .note(
                            "node %s is answered: %s %s",
                            node.number(), request.getClass().getSimpleName(), who(request));
            tellings.answered(node, request, done.get(index).outcome());
        }
    }

    private static String who(SeatRequest request) {
        return request instanceof SeatRequest.Take take
                ? take.manner() + " " + take.member().id()
                : request instanceof SeatRequest.Free free ? free.member() : "";
    }

    @Override
    public void answered(Node node, List<Lost> gone) {
        gone.forEach(one -> tellings.gaveUp(node, one.room(), one.member().id()));
    }
}
