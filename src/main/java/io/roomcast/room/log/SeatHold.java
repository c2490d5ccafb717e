package io.roomcast.room.log;

import java.time.Duration;
import java.util.Optional;

/**
 * The hold on a seat.
 *
 * @param nonce identifies this taking of the seat, and no other
 * @param node the server that took it
 * @param hold how long it lasts unless the seat is given up; empty if it lasts as long as the server's lease
 */
public record SeatHold(String nonce, String node, Optional<Duration> hold) {}
