package io.roomcast.room.log;

/**
 * A participant as others see it: an id that may be shown and a name that need not be unique. A guest has no id; a
 * program has neither. A program that excludes a member from the receivers uses that member's id, without a name.
 */
public record Member(String id, String name) {
    /** The sender of events that programs publish. */
    public static final Member NOBODY = new Member("", "");

    /** Returns a client that publishes without a session. */
    public static Member guest(String name) {
        return new Member("", name);
    }

    /** Returns the sender of what a program publishes to all but this member. */
    public static Member unheardBy(String id) {
        return new Member(id, "");
    }

    public boolean isGuest() {
        return id.isEmpty();
    }

    /** Whether it is a program, which may exclude a member. All others have a name. */
    public boolean isProgram() {
        return name.isEmpty();
    }

    public Member named(String other) {
        return new Member(id, other);
    }
}
