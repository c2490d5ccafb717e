/** Rosters in memory, for engines whose servers are all in this process. */
package io.roomcast.engine.presence;
