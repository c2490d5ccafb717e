/** An earlier Roomcast's clients, store and sessions against the built WAR: what was written once goes on. */
package io.roomcast.old;
