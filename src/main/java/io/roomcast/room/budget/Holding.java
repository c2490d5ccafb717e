package io.roomcast.room.budget;

/** A part of an account: the bytes held for one purpose in one place, noted by their owner. Any thread. */
public final class Holding {
    /** No more than this is covered by what each connection takes. */
    private static final int COVERED = 4 << 10;

    private final Account account;
    private final Use use;
    private long bytes;

    Holding(Account account, Use use) {
        this.account = account;
        this.use = use;
    }

    /** Notes that so many bytes are held now; false, and nothing noted, if that is too much. */
    public synchronized boolean holds(long held) {
        long now = held <= COVERED ? 0 : held;
        boolean granted = now == bytes || account.add(use, now - bytes);
        bytes = granted ? now : bytes;
        return granted;
    }

    /** Notes that so many bytes are held now, or says that it is too much. */
    public void require(long now) {
        if (!holds(now)) {
            throw Account.refusal();
        }
    }
}
