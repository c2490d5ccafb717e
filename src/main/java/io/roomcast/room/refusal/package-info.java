/** Every error, and every way a connection ends: one closed list, {@link io.roomcast.room.refusal.Code}. */
package io.roomcast.room.refusal;
