/**
 * WebSocket: two endpoints, one line per text frame or a batch of them in a binary one, pings, and every end with its
 * close code. The containers' differences stay in here; what is said is the business of {@code io.roomcast.wire}.
 */
package io.roomcast.ws;
