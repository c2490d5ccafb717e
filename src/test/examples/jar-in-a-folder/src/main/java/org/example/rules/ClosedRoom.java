package org.example.rules;

import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import jakarta.enterprise.context.ApplicationScoped;

/** Nobody may say anything in the room "closed"; everything else is allowed. */
@ApplicationScoped
public class ClosedRoom implements Access {
    @Override
    public boolean may(Visitor visitor, Deed deed, String room) {
        return deed != Deed.PUBLISH || !room.equals("closed");
    }
}
