package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.WaitingStages;
import io.roomcast.room.who.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One seat as far as this server has to do with it. On the room's strand. */
final class Seat {
    private final String id;
    private final List<SeatTicket> waiting = new ArrayList<>();
    private Optional<Member> member = Optional.empty();
    private Optional<SeatReader> reader = Optional.empty();
    private Optional<Time.Alarm> alarm = Optional.empty();
    private Optional<RosterChange> heard = Optional.empty();
    private Optional<Long> until = Optional.empty();
    private String nonce = "";
    private long number;
    private boolean mine;
    private int underWay;
    private Visitor visitor = Visitor.ANYBODY;
    private final WaitingStages<Void> curious = new WaitingStages<>();

    Seat(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Who sits here; empty while that is not certain yet. */
    Optional<Member> member() {
        return member;
    }

    /** By what the store says that it is held. */
    String nonce() {
        return nonce;
    }

    /** Whether it is held by this server, and not by another that will give it up in time. */
    boolean isMine() {
        return mine;
    }

    /** Until when it is held, by our clock; empty where it is held as long as the server is there. */
    Optional<Long> until() {
        return until;
    }

    /** The number of the roster's change since which it is held so. */
    long number() {
        return number;
    }

    /** Whether the store has confirmed it, and nothing is asked of it at the moment. */
    boolean isSettled() {
        return member.isPresent() && underWay == 0;
    }

    /** Whether somebody reads from it, or is about to. */
    boolean isLive() {
        return reader.isPresent() || !waiting.isEmpty();
    }

    void asks() {
        underWay++;
        silence();
    }

    void answered() {
        underWay--;
    }

    boolean isAsked() {
        return underWay > 0;
    }

    /** It was given up; whoever sits down next begins anew. */
    void vacate() {
        member = Optional.empty();
        mine = false;
    }

    /** It is held by another server, as long as that one says. */
    void lean() {
        mine = false;
    }

    Visitor visitor() {
        return visitor;
    }

    void visitedBy(Visitor who) {
        visitor = who;
    }

    /** Those who want to know who sits here. */
    WaitingStages<Void> curious() {
        return curious;
    }

    /** The store says that it is held by this since then. */
    void holds(Member who, String by, long since, boolean here, Optional<Long> end) {
        member = Optional.of(who);
        if (since >= number) {
            nonce = by;
            number = since;
            mine = here;
            until = end;
        }
    }

    /** Keeps what was said last about the seat. */
    void hear(RosterChange change) {
        if (heard.isEmpty() || heard.get().number() < change.number()) {
            heard = Optional.of(change);
        }
    }

    /** What was said about it since it is held so, once. */
    Optional<RosterChange> news() {
        Optional<RosterChange> news = heard.filter(change -> change.number() > number);
        heard = Optional.empty();
        return news;
    }

    /** Somebody will read from it. */
    void expect(SeatTicket one) {
        waiting.add(one);
    }

    /** Somebody will not, after all. */
    void abandon(SeatTicket one) {
        waiting.remove(one);
    }

    /** It is read by this one from now on, and by nobody who sat down before. */
    void read(SeatReader one, SeatTicket ticket) {
        Ending replaced = Ending.of(Code.REPLACED);
        Optional<SeatReader> before = reader;
        reader = Optional.of(one);
        while (!waiting.isEmpty() && waiting.contains(ticket)) {
            SeatTicket older = waiting.remove(0);
            if (older != ticket) {
                older.end(replaced);
            }
        }
        before.filter(other -> other != one).ifPresent(other -> other.end(replaced));
    }

    /** Nobody reads from it, if this one did; says whether it did. */
    boolean release(SeatReader one) {
        boolean did = reader.filter(current -> current == one).isPresent();
        if (did) {
            reader = Optional.empty();
        }
        return did;
    }

    /** It is nobody's here any more: whoever reads, or is about to, is told why. */
    void end(Ending why) {
        silence();
        reader.ifPresent(one -> one.end(why));
        waiting.forEach(one -> one.end(why));
        reader = Optional.empty();
        waiting.clear();
    }

    /** Those who sit here are told why they do not any more; who is about to sit down is not. */
    void endSeated(Ending why) {
        silence();
        reader.ifPresent(one -> one.end(why));
        reader = Optional.empty();
        List<SeatTicket> seated =
                waiting.stream().filter(one -> one.member().isPresent()).toList();
        seated.forEach(one -> one.end(why));
        waiting.removeAll(seated);
    }

    void ringBy(Time.Alarm next) {
        silence();
        alarm = Optional.of(next);
    }

    void silence() {
        alarm.ifPresent(Time.Alarm::off);
        alarm = Optional.empty();
    }
}
