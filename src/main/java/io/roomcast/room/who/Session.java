package io.roomcast.room.who;

import io.roomcast.room.log.Member;

/**
 * An identity: the member that others see, and the secret token with which its client proves it.
 *
 * @param withdrawals how often all tokens had been withdrawn when it was recognised
 */
public record Session(Member member, String token, long withdrawals) {
    public Session(Member member, String token) {
        this(member, token, 0);
    }

    public Session named(String name) {
        return new Session(member.named(name), token, withdrawals);
    }

    public String id() {
        return member.id();
    }

    /** Leaves out the token, so that it never gets into the server's log by accident. */
    @Override
    public String toString() {
        return "Session[" + member + "]";
    }
}
