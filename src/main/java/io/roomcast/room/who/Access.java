package io.roomcast.room.who;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Locale;

/**
 * Who may do what in which room. A deployer replaces the default by a CDI bean of this type. It is asked anew at each
 * command and each resume, on the thread of the connection, so it must answer at once.
 */
@FunctionalInterface
public interface Access {
    /** Everybody may do everything. */
    Access OPEN = (visitor, deed, room) -> true;

    /** Only those may come in whom the container knows by name, and they are called by that name. */
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

    /** What can be done in a room: take a seat, read it, publish to it, see it in the list of rooms. */
    enum Deed {
        ENTER,
        READ,
        PUBLISH,
        LIST
    }

    boolean may(Visitor visitor, Deed deed, String room);

    /** The name under which the visitor goes who asked for this one ("" for none). */
    default String name(Visitor visitor, String asked) {
        return asked;
    }

    /** Refuses what may not be done. */
    default void check(Visitor visitor, Deed deed, String room) {
        if (!may(visitor, deed, room)) {
            throw new Refusal(Code.FORBIDDEN, "you may not " + deed.name().toLowerCase(Locale.ROOT) + " here");
        }
    }
}
