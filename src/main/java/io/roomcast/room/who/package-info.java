/** Who is there and what they may do: sessions and their tokens, names, the port Access, rates. */
package io.roomcast.room.who;
