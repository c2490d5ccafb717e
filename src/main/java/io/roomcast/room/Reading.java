package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.seat.Roster;
import java.util.List;
import java.util.Optional;

/**
 * Where one reader stands and what comes next for it: an event, a gap, news of the roster, or nothing now. It does no
 * I/O; what it needs from the log is read by its cursor. Touched on the pump's strand alone.
 */
final class Reading {
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
    private Optional<Slice> slice;
    private boolean confirmed;
    private boolean inDoubt;

    /** Reads on from the place, up to its end; {@code told} is the roster's revision that the reader knows, or -1. */
    Reading(Room room, Entry entry, Place place, long told) {
        this.room = room;
        this.reader = entry.reader();
        this.here = entry.seated().isPresent();
        this.poll = entry.isPoll();
        this.position = place.position();
        this.until = place.until();
        this.slice = place.page();
        this.left = entry.limit();
        this.told = told;
    }

    Position position() {
        return position;
    }

    /** Whether the events that come next must be read from the log first. */
    boolean needsSlice() {
        Span span = room.tail().span();
        return left > 0
                && slice.isEmpty()
                && position.offset() < Math.min(span.head(), until)
                && span.holds(position)
                && !room.tail().covers(position.offset());
    }

    /** Whether the log must be looked at before anything can be said: it reaches further, or may be another one. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** The log has been looked at since. */
    void confirm(Void looked) {
        inDoubt = false;
        confirmed = true;
    }

    /** The page that was read for this reader. */
    void take(Slice read) {
        slice = Optional.of(read);
    }

    /** What comes next; empty if there is nothing now, or if it must be read first. */
    Optional<Part> next() {
        while (left > 0) {
            Span span = room.tail().span();
            Optional<Part> turn = turnOfEpoch(span);
            if (turn.isPresent()) {
                return turn;
            }
            if (inDoubt
                    || slice.filter(read -> Math.min(read.upTo(), until) > span.head())
                            .isPresent()) {
                return doubt();
            }
            if (position.offset() >= Math.min(span.head(), until)) {
                break;
            }
            if (slice.filter(read -> isOutOfStep(read)).isPresent()) {
                return doubt();
            }
            Optional<Part> gap = slice.flatMap(this::gapBefore);
            if (gap.isPresent()) {
                return gap;
            }
            Optional<Page> page = page();
            if (page.isEmpty()) {
                return Optional.empty();
            }
            Batch batch = page.get().batch(reader);
            if (!batch.events().isEmpty()) {
                return Optional.of(batch);
            }
            moveTo(batch.end());
        }
        Optional<Part> ask = here ? ask() : Optional.empty();
        return ask.isPresent() ? ask : presence();
    }

    private Optional<Part> ask() {
        return room.questions()
                .next(reader, asked, poll)
                .map(one -> new Part.Ask(room.name(), one.number(), one.content(), one.within()));
    }

    /** The reader has it: it is behind it now. */
    void passed(Part part) {
        confirmed |= part instanceof Batch || part instanceof Part.Gap;
        if (part instanceof Batch batch) {
            left -= batch.events().size();
            moveTo(batch.end());
        } else if (part instanceof Part.Gap gap) {
            if (gap.position().offset() < position.offset()) {
                // What was lost behind here is told again: it may be another log.
                lostTold = 0;
            }
            moveTo(gap.position());
        } else if (part instanceof Part.Stand stand) {
            moveTo(stand.position());
        } else if (part instanceof Part.Presence presence) {
            told = presence.roster();
        } else if (part instanceof Part.Ask ask) {
            asked = ask.number();
            room.questions().told(reader, asked);
        }
    }

    private void moveTo(Position next) {
        position = next;
        if (slice.isPresent() && next.offset() > slice.get().after()) {
            slice = Optional.empty();
        }
    }

    /** What must be said before anything of another epoch is. */
    private Optional<Part> turnOfEpoch(Span span) {
        if (!span.holds(position)) {
            // Another server may know more than we do: only a log that was looked at since is another one.
            inDoubt = !confirmed;
            return confirmed ? Optional.of(epochGap(span.insteadOf(position))) : Optional.empty();
        }
        if (position.equals(Position.START) && span.isBorn()) {
            return Optional.of(new Part.Stand(room.name(), span.position(0)));
        }
        Position across = span.acrossEpochs(position);
        return across.equals(position) ? Optional.empty() : Optional.of(epochGap(across));
    }

    private Part epochGap(Position goingOn) {
        return new Part.Gap(room.name(), 0, 0, goingOn, Part.Reason.EPOCH, false);
    }

    /** The loss with which a page begins, for this reader. */
    private Optional<Part> gapBefore(Slice read) {
        long from = position.offset() + 1;
        if (position.offset() < read.after()) {
            Position to = read.span().position(read.after());
            return Optional.of(new Part.Gap(room.name(), from, read.after(), to, Part.Reason.TRIMMED, false));
        }
        long lost = read.lostFor(reader);
        if (lost > position.offset() && lost > lostTold) {
            lostTold = lost;
            return Optional.of(new Part.Gap(room.name(), from, lost, position, Part.Reason.TRIMMED, true));
        }
        return Optional.empty();
    }

    /** The page that begins here: the one that was read, or from the tail. */
    private Optional<Page> page() {
        if (slice.isPresent()) {
            return Optional.of(pageOf(slice.get()));
        }
        int most = (int) Math.min(left, until - position.offset());
        return room.tail().after(position.offset(), most, room.limits().batchBytes());
    }

    /** Whether the page is of another log than the one that is known, was read for elsewhere, or has nothing for here. */
    private boolean isOutOfStep(Slice read) {
        // What lies before a page is lost only if nothing before it is kept.
        boolean elsewhere =
                position.offset() < read.after() && read.after() >= read.span().oldest();
        return elsewhere
                || !read.span().holds(position)
                || position.offset() > read.after()
                || read.upTo() <= position.offset();
    }

    private Optional<Part> doubt() {
        slice = Optional.empty();
        inDoubt = true;
        return Optional.empty();
    }

    private Page pageOf(Slice read) {
        // Where an epoch ends in private events that are gone, the page's events are of the next: its beginning comes
        // first.
        long upTo = Math.min(read.upTo(), read.span().endOfEpochAfter(read.after()));
        long end = Math.min(upTo, until);
        List<Event> events = read.events().stream()
                .filter(event -> event.offset() <= end)
                .limit(left)
                .toList();
        boolean cut = events.size() == left;
        long last = cut ? events.get(left - 1).offset() : end;
        return new Page(room.name(), read.after(), events, read.span().position(last));
    }

    private Optional<Part> presence() {
        Roster roster = room.roster();
        boolean another = told < roster.announced() || told > roster.revision();
        if (told < 0 || left == 0 || !another) {
            return Optional.empty();
        }
        Roster.Difference news = roster.since(told);
        if (news.isNews()) {
            return Optional.of(new Part.Presence(
                    room.name(), news.joined(), news.left(), news.members(), news.count(), news.revision()));
        }
        told = news.revision();
        return Optional.empty();
    }

    /** The gap by which a reader that is too late, or too many events behind, jumps to the head. */
    Optional<Part> jump(int mostBehind, long latest) {
        Span span = room.tail().span();
        long behind = span.head() - position.offset();
        boolean late = behind > 0 && room.tail().writtenAfter(position.offset()) < latest;
        if (!span.holds(position) || (behind <= mostBehind && !late)) {
            return Optional.empty();
        }
        long from = position.offset() + 1;
        return Optional.of(new Part.Gap(room.name(), from, span.head(), span.end(), Part.Reason.SKIPPED, false));
    }
}
