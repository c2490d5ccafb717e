/** Lines over TCP: plain text for people, JSON lines for programs. */
package io.roomcast.tcp;
