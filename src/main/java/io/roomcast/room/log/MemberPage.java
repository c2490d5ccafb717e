package io.roomcast.room.log;

import java.util.List;

/** A page of a room's members, in the order in which they came, and how many there are in all. */
public record MemberPage(List<SeatedMember> members, int count) {
    public MemberPage {
        members = List.copyOf(members);
    }
}
