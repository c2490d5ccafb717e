/**
 * WebSocket: two endpoints, text frames with one line each or binary frames with a whole batch, pings, and a close code
 * for every ending. The lines themselves are in {@code io.roomcast.wire}.
 */
package io.roomcast.ws;
