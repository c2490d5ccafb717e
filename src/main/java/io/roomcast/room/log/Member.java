package io.roomcast.room.log;

/**
 * Who somebody is to others: an id that may be shown and a name that need not be unique. A guest has no id; a program
 * has neither. A program that leaves somebody out says so in the name of that member, and without its name.
 */
public record Member(String id, String name) {
    /** Events of programs come from nobody. */
    public static final Member NOBODY = new Member("", "");

    /** Somebody who publishes without a session. */
    public static Member guest(String name) {
        return new Member("", name);
    }

    /** By whom a program says what all but this member are to hear. */
    public static Member unheardBy(String id) {
        return new Member(id, "");
    }

    public boolean isGuest() {
        return id.isEmpty();
    }

    /** Whether it is a program, which may leave a member out. Everybody else has a name. */
    public boolean isProgram() {
        return name.isEmpty();
    }

    /** The same member under another name. */
    public Member named(String other) {
        return new Member(id, other);
    }
}
