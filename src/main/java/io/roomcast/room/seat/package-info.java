/**
 * The members of a room: the seats that this server holds, the roster as far as it is known here, and questions to
 * members.
 */
package io.roomcast.room.seat;
