/** Backup, restore and check of a store: the commands of {@code java -jar}. */
package io.roomcast.engine.sqlite.maintenance;
