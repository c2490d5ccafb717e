package io.roomcast.simulation;

/** Bugs that the simulation must find: each is a switch in the simulated engine, where the domain sees no difference. */
enum PlantedBug {
    NONE,
    /** What reaches the log after its server's lease has ended is appended all the same. */
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
    /** What is appended is answered before it is durable. */
    ACK_BEFORE_DURABLE,
    /** Two drafts of one group get each other's receipts. */
    RECEIPTS_OUT_OF_ORDER,
    /** A new epoch is taken to have begun where this server believed the head to be. */
    EPOCH_AT_OWN_HEAD
}
