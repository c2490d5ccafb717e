package io.roomcast.room.who;

import io.roomcast.room.log.Member;

/** An identity: the member that others see, and the secret token with which its client proves it. */
public record Session(Member member, String token) {

    public String id() {
        return member.id();
    }

    /** Leaves out the token, so that it never gets into the server's log by accident. */
    @Override
    public String toString() {
        return "Session[" + member + "]";
    }
}
