package io.roomcast.room.log;

/** Who has a seat, and the revision of the roster by which it came: who came later has a higher one. */
public record SeatedMember(Member member, long since) {}
