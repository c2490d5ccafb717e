/** WebSockets of the container, made safe for any thread: messages in, frames out one at a time, pings and closes. */
package io.roomcast.channel.websocket;
