/** The files of a SQLite store: their names, their locks, and who may read them. */
package io.roomcast.engine.sqlite.file;
