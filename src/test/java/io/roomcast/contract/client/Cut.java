package io.roomcast.contract.client;

/** How a connection is lost. */
public enum Cut {
    /** Both ends are told by a reset. */
    RESET,
    /** Nobody is told: the bytes just go nowhere. */
    SILENCE
}
