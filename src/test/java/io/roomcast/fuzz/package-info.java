/**
 * Targets for Jazzer, one a class: everything that parses what strangers send, or what a damaged store has in its rows. A
 * target states what holds for any input. {@code mvn test} replays the inputs in {@code src/test/resources}, those of
 * former findings among them; {@code mvn test -Pfuzz} makes up more.
 */
package io.roomcast.fuzz;
