/** Asynchronous requests, made safe for any thread: bodies in, responses and streams out, without blocking. */
package io.roomcast.channel.http;
