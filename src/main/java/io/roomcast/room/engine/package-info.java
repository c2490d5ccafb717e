/** The ports of an engine: logs, presence, leases, and the listener that hears of changes. */
package io.roomcast.room.engine;
