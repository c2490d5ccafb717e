/** The engine that keeps logs in a SQLite store: what is acknowledged is on disk. */
package io.roomcast.engine.sqlite;
