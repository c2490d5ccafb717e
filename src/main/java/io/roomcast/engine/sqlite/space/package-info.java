/** The bound of a store on disk: who gives up something when it is full. Knows no SQL. */
package io.roomcast.engine.sqlite.space;
