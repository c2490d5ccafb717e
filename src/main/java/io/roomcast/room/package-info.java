/**
 * The domain: a room is an append-only log, a connection is a cursor over it.
 *
 * <p>It knows no transport, no container and no database. Its neighbours hold its values and ports: {@code room.log}
 * the values that lie in a log, {@code room.engine} the ports to where logs live, {@code room.who} sessions and what
 * they may do, {@code room.refusal} every way to be refused or ended.
 */
package io.roomcast.room;
