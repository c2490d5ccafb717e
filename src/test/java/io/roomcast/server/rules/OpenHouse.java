package io.roomcast.server.rules;

import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import jakarta.enterprise.context.ApplicationScoped;

/** Rules that contradict those of {@link GuestList}. */
@ApplicationScoped
public class OpenHouse implements Access {
    @Override
    public boolean may(Visitor visitor, Deed deed, String room) {
        return true;
    }
}
