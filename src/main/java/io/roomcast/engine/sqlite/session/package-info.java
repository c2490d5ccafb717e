/** The sessions of a store: the keys of their tokens. */
package io.roomcast.engine.sqlite.session;
