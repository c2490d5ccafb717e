package io.roomcast.simulation;

/** Bugs that the simulation must find: each is a switch in the simulated engine, where the domain sees no difference. */
public enum PlantedBug {
    NONE,
    /** The store appends a draft even after its server's lease has ended. */
    APPEND_WITHOUT_LEASE,
    /** A room's log is read first and watched later: what is appended between is not announced. */
    READ_BEFORE_WATCH,
    /** Nobody is told that announcements may have been missed. */
    INTERRUPTED_IGNORED,
    /** A page says only as much of the log as this server had heard before. */
    PAGE_SAYS_NOTHING_NEW,
    /** A removal that is told late, of a log that was reborn since, is taken for one of the log that there is. */
    LATE_REMOVAL,
    /** Ids are forgotten almost at once. */
    IDS_FORGOTTEN_EARLY,
    /** An append is answered before it is durable. */
    ACK_BEFORE_DURABLE,
    /** Two drafts of one group get each other's receipts. */
    RECEIPTS_OUT_OF_ORDER,
    /** A new epoch is taken to have begun where this server believed the head to be. */
    EPOCH_AT_OWN_HEAD,
    /** A seat is given up by whoever took it, even if it took it anew since. */
    FREE_BY_NODE(true),
    /** A server that is just back gives up the seats of those that it has not heard of. */
    SWEEP_WITHOUT_MERCY(true),
    /** A member is told that it sits before the store has been asked. */
    TAKE_NOT_AWAITED(true),
    /** A server takes over news of a roster however late it comes. */
    LATE_ROSTER(true),
    /** Revisions are counted by each server for itself. */
    OWN_REVISION(true);

    private final boolean ofPresence;

    PlantedBug() {
        this(false);
    }

    PlantedBug(boolean ofPresence) {
        this.ofPresence = ofPresence;
    }

    /** Whether it is about who is in a room, and not about logs. */
    public boolean isOfPresence() {
        return ofPresence;
    }
}
