/** Lines over TCP: words for people, lines of JSON for programs. */
package io.roomcast.tcp;
