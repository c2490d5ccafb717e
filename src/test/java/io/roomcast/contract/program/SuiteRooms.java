package io.roomcast.contract.program;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The two rooms that the public suite of Socket.IO's protocol knows; to it, every other is one that does not exist. */
@ApplicationScoped
public class SuiteRooms implements Access {
    private static final Set<String> ROOMS = Set.of("lobby", "custom");

    @Override
    public boolean may(Visitor visitor, Deed deed, String room) {
        if (!ROOMS.contains(room)) {
            throw new Refusal(Code.BAD_ROOM, "there is no such room");
        }
        return true;
    }
}
