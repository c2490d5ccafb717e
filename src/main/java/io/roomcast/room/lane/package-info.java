/** How the domain speaks to an engine's lanes: calls of each kind in groups, one under way, under this server's lease. */
package io.roomcast.room.lane;
