/**
 * Calls to an engine's lanes: each kind of call in groups, one group under way at a time, under this server's lease.
 */
package io.roomcast.room.lane;
