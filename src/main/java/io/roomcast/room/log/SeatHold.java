package io.roomcast.room.log;

import java.time.Duration;
import java.util.Optional;

/**
 * By what a seat is held.
 *
 * @param nonce names this taking of the seat, and no other
 * @param node the server that took it
 * @param hold for how long, where nobody gives it up; empty where it is held as long as the server's lease
 */
public record SeatHold(String nonce, String node, Optional<Duration> hold) {}
