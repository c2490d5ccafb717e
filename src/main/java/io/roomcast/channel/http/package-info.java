/** What a container lends for a request, made safe to use from any thread: bodies in, answers and streams out, nothing blocks. */
package io.roomcast.channel.http;
