/** The domain's clock, its threads, and the strands by which they take turns. */
package io.roomcast.room.time;
