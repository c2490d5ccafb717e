/** The values of a log: positions, events, drafts and their outcomes, and the changes of a roster. */
package io.roomcast.room.log;
