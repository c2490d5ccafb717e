package io.roomcast.simulation.presence;

import io.roomcast.room.Delivery;
import io.roomcast.room.log.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The roster as one client knows it from what it was told, and whether that is true. One thread. */
final class Knowledge {
    private final PresenceWorld world;
    private final String who;
    private final String room;
    private Optional<Map<String, Member>> members = Optional.empty();
    private int count;
    private long revision = -1;

    Knowledge(PresenceWorld world, String who, String room) {
        this.world = world;
        this.who = who;
        this.room = room;
    }

    /** The revision that it was told last; 0 if none. */
    long revision() {
        return Math.max(0, revision);
    }

    private void problem(String what, Object... details) {
        List<Object> all = new ArrayList<>(List.of(who, room));
        all.addAll(List.of(details));
        world.history().problem("%s in %s " + what, all.toArray());
    }

    void learn(Delivery.Welcome welcome) {
        world.history().happened("WELCOME");
        world.note("%s is welcome: %s at %s", who, welcome.members(), welcome.roster());
        told(welcome.roster());
        everybody(welcome.members());
        check(welcome.count());
        boolean here = members.isEmpty() || members.get().containsKey(who);
        // It is told the end in a moment.
        here |= world.ledger().isUnseated(room, who);
        if (!here || welcome.me().name().isEmpty()) {
            problem("is welcome as %s, and not in the roster", welcome.me());
        }
    }

    void learn(Delivery.Presence news) {
        world.note("%s hears + %s - %s = %s at %s", who, news.joined(), news.left(), news.members(), news.roster());
        told(news.roster());
        boolean difference = news.joined().isPresent() || news.left().isPresent();
        world.history().happened(difference ? "DIFFERENCE" : news.members().isPresent() ? "EVERYBODY" : "VOID");
        if (difference) {
            change(news);
        } else {
            everybody(news.members());
        }
        check(news.count());
    }

    private void told(long newer) {
        if (newer < revision) {
            problem("is told the revision %s after %s", newer, revision);
        }
        revision = newer;
    }

    private void everybody(Optional<List<Member>> all) {
        members = all.map(these -> {
            Map<String, Member> map = new LinkedHashMap<>();
            these.forEach(one -> map.put(one.id(), one));
            return map;
        });
        List<Member> truth = world.ledger().at(room, revision);
        if (all.isPresent() && !all.get().equals(truth)) {
            problem("is told %s at %s, where %s are", all.get(), revision, truth);
        }
    }

    private void change(Delivery.Presence news) {
        if (members.isEmpty()) {
            problem("is told a difference to what it does not know");
            return;
        }
        Map<String, Member> map = members.get();
        for (Member left : news.left().orElse(List.of())) {
            if (map.remove(left.id()) == null) {
                problem("is told that %s left, who was not here", left);
            }
        }
        for (Member joined : news.joined().orElse(List.of())) {
            if (joined.equals(map.put(joined.id(), joined))) {
                problem("is told that %s joined, who was here", joined);
            }
        }
    }

    private void check(int told) {
        count = told;
        Set<String> truth = texts(world.ledger().at(room, revision));
        if (told != truth.size()) {
            problem("is told that there are %s at %s, where %s are", told, revision, truth);
        }
        members.ifPresent(map -> {
            Set<String> known = texts(map.values());
            if (!known.equals(truth)) {
                problem("takes %s to be here at %s, and it is %s", known, revision, truth);
            }
        });
    }

    private static Set<String> texts(Iterable<Member> these) {
        Map<String, String> texts = new TreeMap<>();
        these.forEach(one -> texts.put(one.id(), one.toString()));
        return new TreeSet<>(texts.values());
    }

    /** At last: whether it knows who is here now. */
    void finish(int named) {
        List<Member> truth = world.ledger().members(room);
        boolean right = truth.size() > named
                ? members.isEmpty()
                : members.isPresent() && texts(members.get().values()).equals(texts(truth));
        if (!right || count != truth.size()) {
            problem("is left with %s, %s at %s, and here are %s", members, count, revision, truth);
        }
    }
}
