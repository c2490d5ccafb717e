/** Clients and their rights: sessions and their tokens, names, rates, and the port Access. */
package io.roomcast.room.who;
