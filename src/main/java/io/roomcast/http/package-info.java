/**
 * Rooms as HTTP resources: history, polling, long polling, Server-Sent Events, streams of lines, publishing, entering
 * and leaving. No request holds a thread while it waits, and no read or write blocks.
 */
package io.roomcast.http;
