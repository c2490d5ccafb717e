/** Calls to an engine's lanes: grouped by kind, under this server's lease. */
package io.roomcast.room.lane;
