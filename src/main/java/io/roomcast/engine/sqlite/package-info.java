/** The engine that keeps logs in a database: what is acknowledged is on disk. SQLite is its first dialect. */
package io.roomcast.engine.sqlite;
