package io.roomcast.room.log;

/** A seated member, and the roster's revision with which it came: later members have higher ones. */
public record SeatedMember(Member member, long since) {}
