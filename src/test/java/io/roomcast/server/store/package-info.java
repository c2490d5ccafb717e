/** The store on disk, seen from outside: where it is, whose it is, what becomes of it. */
package io.roomcast.server.store;
