/** What lies in a log, and what becomes of what is to be appended. Values only. */
package io.roomcast.room.log;
