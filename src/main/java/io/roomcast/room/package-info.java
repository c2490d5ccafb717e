/**
 * The domain: a room is an append-only log, a connection is a cursor over it.
 *
 * <p>It knows no transport, no container and no database. Three neighbours hold its values:
 * {@code room.log} what lies in a log and the port to where it is kept, {@code room.who} sessions and what they may
 * do, {@code room.refusal} every way to be refused or ended.
 */
package io.roomcast.room;
