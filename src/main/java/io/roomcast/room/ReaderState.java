package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.seat.Roster;
import java.util.List;
import java.util.Optional;

/**
 * One reader's position and what comes next for it: an event, a gap, news of the roster, a question, or nothing now. It
 * does no I/O; its cursor reads what it needs from the log. Touched on the pump's strand alone.
 */
final class ReaderState {
    private final Room room;
    private final String reader;
    private final boolean here;
    private final boolean poll;
    private Position position;
    private final long until;
    private int left;
    private long told;
    private long lostTold;
    private long asked;
    private StoredPage stored; // null while the tail has what comes next
    private boolean confirmed;
    private boolean inDoubt;
    private long head;

    /** Reads from the starting point to its end; {@code told} is the roster's revision it knows, or -1. */
    ReaderState(Room room, ReadRequest request, StartingPoint start, long told) {
        this.room = room;
        this.reader = request.reader();
        this.here = request.seated().isPresent();
        this.poll = request.isPoll();
        this.position = start.position();
        this.until = start.until();
        this.stored = start.page().orElse(null);
        this.left = request.limit();
        this.told = told;
    }

    Position position() {
        return position;
    }

    /** Whether the next events must be read from the log first. */
    boolean needsPage() {
        LogExtent extent = room.tail().extent();
        return left > 0
                && stored == null
                && position.offset() < Math.min(extent.head(), until)
                && extent.holds(position)
                && !room.tail().covers(position.offset());
    }

    /** Whether the log must be looked at before anything can be sent: it reaches further, or may be another one. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** Notes that the log has been looked at. */
    void confirm(Void looked) {
        inDoubt = false;
        confirmed = true;
    }

    /** Takes the page that was read for this reader. */
    void take(StoredPage read) {
        stored = read;
    }

    /** Returns what comes next; empty if there is nothing now, or if it must be read first. */
    Optional<Delivery> next() {
        while (left > 0) {
            LogExtent extent = room.tail().extent();
            head = extent.head();
            Optional<Delivery> turn = turnOfEpoch(extent);
            if (turn.isPresent()) {
                return turn;
            }
            if (inDoubt || (stored != null && Math.min(stored.upTo(), until) > extent.head())) {
                return doubt();
            }
            if (position.offset() >= Math.min(extent.head(), until)) {
                break;
            }
            if (stored != null && isOutOfStep(stored)) {
                return doubt();
            }
            Optional<Delivery> gap = stored == null ? Optional.empty() : gapBefore(stored);
            if (gap.isPresent()) {
                return gap;
            }
            Page page = page();
            if (page == Page.NONE) {
                return Optional.empty();
            }
            Batch batch = page.batch(reader);
            if (!batch.events().isEmpty()) {
                return Optional.of(batch);
            }
            moveTo(batch.end());
        }
        Optional<Delivery> ask = here ? ask() : Optional.empty();
        return ask.isPresent() ? ask : presence();
    }

    private Optional<Delivery> ask() {
        return room.questions()
                .next(reader, asked, poll)
                .map(one -> new Delivery.Ask(room.name(), one.number(), one.content(), one.within()));
    }

    /** Notes that the outlet took the delivery: the reader is behind it now. */
    void passed(Delivery delivery) {
        confirmed |= delivery instanceof Batch || delivery instanceof Delivery.Gap;
        if (delivery instanceof Batch batch) {
            left -= batch.events().size();
            moveTo(batch.end());
        } else if (delivery instanceof Delivery.Gap gap) {
            if (gap.position().offset() < position.offset()) {
                // A loss behind this position is told again: it may be another log.
                lostTold = 0;
            }
            moveTo(gap.position());
        } else if (delivery instanceof Delivery.Stand stand) {
            moveTo(stand.position());
        } else if (delivery instanceof Delivery.Presence presence) {
            told = presence.roster();
        } else if (delivery instanceof Delivery.Ask ask) {
            asked = ask.number();
            room.questions().told(reader, asked);
        }
    }

    /**
     * Whether nothing was due behind the batch that was just passed. Whatever has come since will wake the reader, so
     * that it gets all of that together; a poll looks once more before it is answered.
     */
    boolean isUpToDate() {
        boolean news = told >= 0 && told != room.roster().announced();
        return !poll
                && position.offset() == head
                && !news
                && !(here && room.questions().isAsked(reader));
    }

    private void moveTo(Position next) {
        position = next;
        if (stored != null && next.offset() > stored.after()) {
            stored = null;
        }
    }

    /** Returns what must be sent before anything of another epoch. */
    private Optional<Delivery> turnOfEpoch(LogExtent extent) {
        if (!extent.holds(position)) {
            // Another server may know more. Only a log that was looked at since counts as another one.
            inDoubt = !confirmed;
            return confirmed ? Optional.of(epochGap(extent.insteadOf(position))) : Optional.empty();
        }
        if (position.equals(Position.START) && extent.isBorn()) {
            return Optional.of(new Delivery.Stand(room.name(), extent.position(0)));
        }
        Position across = extent.acrossEpochs(position);
        return across.equals(position) ? Optional.empty() : Optional.of(epochGap(across));
    }

    private Delivery epochGap(Position goingOn) {
        return new Delivery.Gap(room.name(), 0, 0, goingOn, Delivery.Reason.EPOCH, false);
    }

    /** Returns the loss with which a page begins for this reader. */
    private Optional<Delivery> gapBefore(StoredPage read) {
        long from = position.offset() + 1;
        if (position.offset() < read.after()) {
            Position to = read.extent().position(read.after());
            return Optional.of(new Delivery.Gap(room.name(), from, read.after(), to, Delivery.Reason.TRIMMED, false));
        }
        long lost = read.lostFor(reader);
        if (lost > position.offset() && lost > lostTold) {
            lostTold = lost;
            return Optional.of(new Delivery.Gap(room.name(), from, lost, position, Delivery.Reason.TRIMMED, true));
        }
        return Optional.empty();
    }

    /** Returns the page that begins here: the one that was read, or one from the tail. */
    private Page page() {
        if (stored != null) {
            return pageOf(stored);
        }
        int most = (int) Math.min(left, until - position.offset());
        return room.tail().after(position.offset(), most, room.limits().batchBytes());
    }

    /** Whether the page is of another log, was read for another position, or has nothing for this one. */
    private boolean isOutOfStep(StoredPage read) {
        // Events before a page are lost only if nothing before it is kept.
        boolean elsewhere = position.offset() < read.after()
                && read.after() >= read.extent().oldest();
        return elsewhere
                || !read.extent().holds(position)
                || position.offset() > read.after()
                || read.upTo() <= position.offset();
    }

    private Optional<Delivery> doubt() {
        stored = null;
        inDoubt = true;
        return Optional.empty();
    }

    private Page pageOf(StoredPage read) {
        // Where an epoch ends in private events that are gone, the page's events are of the next epoch: its beginning
        // comes first.
        long upTo = Math.min(read.upTo(), read.extent().endOfEpochAfter(read.after()));
        long end = Math.min(upTo, until);
        List<Event> events = read.events().stream()
                .filter(event -> event.offset() <= end)
                .limit(left)
                .toList();
        boolean cut = events.size() == left;
        long last = cut ? events.get(left - 1).offset() : end;
        return new Page(room.name(), read.after(), events, read.extent().position(last));
    }

    private Optional<Delivery> presence() {
        Roster roster = room.roster();
        boolean another = told < roster.announced() || told > roster.revision();
        if (told < 0 || left == 0 || !another) {
            return Optional.empty();
        }
        Roster.Difference news = roster.since(told);
        if (news.isNews()) {
            return Optional.of(new Delivery.Presence(
                    room.name(), news.joined(), news.left(), news.members(), news.count(), news.revision()));
        }
        told = news.revision();
        return Optional.empty();
    }

    /** Returns the gap with which a reader that is too late, or too many events behind, skips to the head. */
    Optional<Delivery> jump(int mostBehind, long latest) {
        LogExtent extent = room.tail().extent();
        long behind = extent.head() - position.offset();
        boolean late = behind > 0 && room.tail().writtenAfter(position.offset()) < latest;
        if (!extent.holds(position) || (behind <= mostBehind && !late)) {
            return Optional.empty();
        }
        long from = position.offset() + 1;
        return Optional.of(
                new Delivery.Gap(room.name(), from, extent.head(), extent.end(), Delivery.Reason.SKIPPED, false));
    }
}
