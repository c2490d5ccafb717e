/** The domain's clock, its threads, and strands. */
package io.roomcast.room.time;
