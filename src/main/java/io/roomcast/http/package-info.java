/**
 * Rooms as resources of HTTP: history, polling, long polling, Server-Sent Events, streams of lines, publishing, entering
 * and leaving. No request holds a thread while it waits, and nothing is read or written in a way that blocks.
 */
package io.roomcast.http;
