package io.roomcast.room.log;

/**
 * Who somebody is to others: an id that may be shown and a name that need not be unique. A guest has no id; a program
 * has neither.
 */
public record Member(String id, String name) {
    /** Events of programs come from nobody. */
    public static final Member NOBODY = new Member("", "");

    /** Somebody who publishes without a session. */
    public static Member guest(String name) {
        return new Member("", name);
    }

    public boolean isGuest() {
        return id.isEmpty();
    }

    /** The same member under another name. */
    public Member named(String other) {
        return new Member(id, other);
    }
}
