package io.roomcast.room.log;

import java.time.Instant;

/** One entry of a log. Immutable, with a cache of its encoded forms. Any thread may ask. */
public final class Event {
    /** Roughly how many bytes an event takes besides its data. */
    public static final int OVERHEAD = 200;

    private final String room;
    private final Position position;
    private final Instant at;
    private final Member from;
    private final Content content;
    private final EncodedForms forms = new EncodedForms();
    /** Counted when it is first asked for, because that looks at each character; 0 before. */
    private int size;

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

    /** Returns the position of a reader that has just read it. */
    public Position position() {
        return position;
    }

    public long offset() {
        return position.offset();
    }

    public Instant at() {
        return at;
    }

    /** Returns who published it: a member, a guest, or a program. */
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

    /** Returns roughly how many bytes it takes, for the bounds on memory. */
    public long size() {
        if (size == 0) {
            size = Math.toIntExact(OVERHEAD + content.size());
        }
        return size;
    }

    /** Returns roughly how many bytes it takes with the forms that were made of it until now. */
    public long sizeWithForms() {
        return size() + forms.bytes(size());
    }

    /** Returns the same event after it was struck: only its data and meta change. */
    public Event struck(String data, String meta) {
        return new Event(room, position, at, from, content.struck(data, meta));
    }

    /** Returns what the format makes of this event, encoding it only once. */
    public <T> T in(EventFormat<T> format) {
        return forms.in(format, () -> format.encode(this));
    }
}
