package io.roomcast.room.who;

import io.roomcast.room.log.Member;

/** An identity: the member that others see, and the secret token by which its client comes back as the same. */
public record Session(Member member, String token) {

    public String id() {
        return member.id();
    }

    /** Tokens are secrets: they never reach a log by accident. */
    @Override
    public String toString() {
        return "Session[" + member + "]";
    }
}
