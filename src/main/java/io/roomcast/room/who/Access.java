package io.roomcast.room.who;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Locale;

/**
 * Decides who may do what in which room. To replace the default, provide a CDI bean of this type. It is asked again for
 * each command and each resume, on the connection's thread, so it must answer without blocking.
 */
@FunctionalInterface
public interface Access {
    /** Allows everything to every client. */
    Access OPEN = (visitor, deed, room) -> true;

    /** Admits only clients that the container authenticated, under the names of their principals. */
    Access BY_PRINCIPAL = new Access() {
        @Override
        public boolean may(Visitor visitor, Deed deed, String room) {
            return deed == Deed.LIST || visitor.principal().isPresent();
        }

        @Override
        public String name(Visitor visitor, String asked) {
            return visitor.principal().orElse(asked);
        }
    };

    /** The actions of a client in a room: taking a seat, reading, publishing, and seeing the room in the list. */
    enum Deed {
        ENTER,
        READ,
        PUBLISH,
        LIST
    }

    boolean may(Visitor visitor, Deed deed, String room);

    /** Returns the name of a visitor that asked for this one ("" for none). */
    default String name(Visitor visitor, String asked) {
        return asked;
    }

    /** Throws a refusal if the visitor may not do this. */
    default void check(Visitor visitor, Deed deed, String room) {
        if (!may(visitor, deed, room)) {
            throw new Refusal(Code.FORBIDDEN, "you may not " + deed.name().toLowerCase(Locale.ROOT) + " here");
        }
    }
}
