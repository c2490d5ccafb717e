package io.roomcast.room.log;

import java.time.Instant;

/**
 * One entry of a log. Immutable but for what formats made of it, which is kept so that each encodes it once; any
 * thread may ask.
 */
public final class Event {
    /** About what an event takes beside its data. */
    public static final int OVERHEAD = 200;

    private final String room;
    private final Position position;
    private final Instant at;
    private final Member from;
    private final Content content;
    private final EncodedForms forms = new EncodedForms();

    public Event(String room, Position position, Instant at, Member from, Content content) {
        this.room = room;
        this.position = position;
        this.at = at;
        this.from = from;
        this.content = content;
    }

    public String room() {
        return room;
    }

    /** Where a reader stands who has just read it. */
    public Position position() {
        return position;
    }

    public long offset() {
        return position.offset();
    }

    public Instant at() {
        return at;
    }

    /** Who published it: a member, a guest, or nobody where it was a program. */
    public Member from() {
        return from;
    }

    public Content content() {
        return content;
    }

    /** Whether the reader with this id ("" without a session) may see it. */
    public boolean isFor(String reader) {
        return content.isFor(reader, from);
    }

    /** About how many bytes it takes, for the bounds on memory. */
    public long size() {
        return OVERHEAD + content.size();
    }

    /** The same event after it was struck: who, when, where and for whom stay, and what it says is this one value. */
    public Event struck(String data, String meta) {
        return new Event(room, position, at, from, content.struck(data, meta));
    }

    /** What the format makes of this event, made once. */
    public <T> T in(EventFormat<T> format) {
        return forms.in(format, () -> format.encode(this));
    }
}
