/** What lies in a log, and {@link io.roomcast.room.log.Engine}, the port to where logs are kept. Values only. */
package io.roomcast.room.log;
