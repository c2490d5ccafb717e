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

/** One seat as far as this server is concerned. On the room's strand. */
final class Seat {
    /** The end of a hold that has no end of its own. */
    static final long AS_LONG_AS_THE_LEASE = Long.MAX_VALUE;

    private final String id;
    private final List<SeatTicket> waiting = new ArrayList<>();
    private Member member; // null while it is not certain who sits here
    private SeatReader reader; // null while nobody reads
    private RosterChange heard; // null if nothing was heard since the last answer
    private long until = AS_LONG_AS_THE_LEASE;
    private Time.Alarm alarm = () -> {};
    private String nonce = "";
    private long number;
    private boolean mine;
    private int underWay;
    private Visitor visitor = Visitor.ANYBODY;
    private final WaitingStages<Void> waitingForMember = new WaitingStages<>();

    Seat(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Returns the member who sits here; empty while that is not certain yet. */
    Optional<Member> member() {
        return Optional.ofNullable(member);
    }

    /** Returns the nonce that holds the seat, according to the store. */
    String nonce() {
        return nonce;
    }

    /** Whether it is held by this server, and not by another that will give it up in time. */
    boolean isMine() {
        return mine;
    }

    /** Returns until when it is held, by this server's clock; empty if it is held as long as the server's lease. */
    Optional<Long> until() {
        return until == AS_LONG_AS_THE_LEASE ? Optional.empty() : Optional.of(until);
    }

    /** Returns the number of the roster's change since which it is held so. */
    long number() {
        return number;
    }

    /** Whether the store has confirmed it, and no request about it is under way. */
    boolean isSettled() {
        return member != null && underWay == 0;
    }

    /** Whether it has a reader, or is about to. */
    boolean isLive() {
        return reader != null || !waiting.isEmpty();
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

    /** Empties the seat after it was given up; the next member to take it starts afresh. */
    void vacate() {
        member = null;
        mine = false;
    }

    /** Leaves the seat to another server, as long as that one holds it. */
    void noteHeldElsewhere() {
        mine = false;
    }

    Visitor visitor() {
        return visitor;
    }

    void visitedBy(Visitor who) {
        visitor = who;
    }

    /** Returns the stages that wait to know who sits here. */
    WaitingStages<Void> waitingForMember() {
        return waitingForMember;
    }

    /** Takes over the store's word: the member holds it by this nonce since that number. */
    void holds(Member who, String by, long since, boolean here, long end) {
        member = who;
        if (since >= number) {
            nonce = by;
            number = since;
            mine = here;
            until = end;
        }
    }

    /** Keeps the latest change about the seat. */
    void hear(RosterChange change) {
        if (heard == null || heard.number() < change.number()) {
            heard = change;
        }
    }

    /** Returns, once, the latest change that is newer than the present hold. */
    Optional<RosterChange> news() {
        RosterChange latest = heard;
        heard = null;
        return Optional.ofNullable(latest).filter(change -> change.number() > number);
    }

    /** Expects the holder of this ticket to read from the seat. */
    void expect(SeatTicket one) {
        waiting.add(one);
    }

    /** No longer expects the holder of this ticket. */
    void abandon(SeatTicket one) {
        waiting.remove(one);
    }

    /** Makes this the seat's reader, and ends those who sat down before. */
    void read(SeatReader one, SeatTicket ticket) {
        Ending replaced = Ending.of(Code.REPLACED);
        SeatReader before = reader;
        reader = one;
        while (!waiting.isEmpty() && waiting.contains(ticket)) {
            SeatTicket older = waiting.remove(0);
            if (older != ticket) {
                older.end(replaced);
            }
        }
        if (before != null && before != one) {
            before.end(replaced);
        }
    }

    /** Removes the reader if it is this one; returns whether it was. */
    boolean release(SeatReader one) {
        boolean did = reader == one;
        if (did) {
            reader = null;
        }
        return did;
    }

    /** Ends the reader, and all who are about to read, for this reason. */
    void end(Ending why) {
        endReader(why);
        waiting.forEach(one -> one.end(why));
        waiting.clear();
    }

    /** Ends those who are seated, but not those who are still about to be. */
    void endSeated(Ending why) {
        endReader(why);
        List<SeatTicket> seated =
                waiting.stream().filter(one -> one.member().isPresent()).toList();
        seated.forEach(one -> one.end(why));
        waiting.removeAll(seated);
    }

    private void endReader(Ending why) {
        silence();
        SeatReader last = reader;
        reader = null;
        if (last != null) {
            last.end(why);
        }
    }

    void ringBy(Time.Alarm next) {
        silence();
        alarm = next;
    }

    void silence() {
        alarm.off();
        alarm = () -> {};
    }
}
