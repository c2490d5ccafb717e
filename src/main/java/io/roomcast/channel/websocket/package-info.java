/** What a container lends for a WebSocket, made safe to use from any thread: messages in, frames out one by one, closes. */
package io.roomcast.channel.websocket;
