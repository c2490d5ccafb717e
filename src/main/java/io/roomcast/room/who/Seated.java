package io.roomcast.room.who;

import io.roomcast.room.log.Member;

/** Who has a seat, and the revision of the roster by which it came: who came later has a higher one. */
public record Seated(Member member, long since) {}
