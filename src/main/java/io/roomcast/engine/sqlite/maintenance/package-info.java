/** What is done to a store beside running it: backup, restore, check. The commands of {@code java -jar} call it. */
package io.roomcast.engine.sqlite.maintenance;
