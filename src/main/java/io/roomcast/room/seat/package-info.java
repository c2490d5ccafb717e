/** Who is in a room: the seats that this server holds, the roster as far as it is known here, and what members are asked. */
package io.roomcast.room.seat;
