package io.roomcast.room.log;

import java.util.List;

/** A page of who is in a room, in the order in which they came, and how many there are in all. */
public record Present(List<Seated> members, int count) {
    public Present {
        members = List.copyOf(members);
    }
}
