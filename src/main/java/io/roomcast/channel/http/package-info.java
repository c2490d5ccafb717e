/** Asynchronous requests of the container, made safe for any thread: bodies in, responses and streams out, without blocking. */
package io.roomcast.channel.http;
