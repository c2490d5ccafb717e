/** The members of a room: this server's seats, the roster as known here, and questions to members. */
package io.roomcast.room.seat;
