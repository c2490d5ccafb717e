/** Requests and WebSockets of the container, made safe for any thread, and what containers do differently. */
package io.roomcast.channel;
