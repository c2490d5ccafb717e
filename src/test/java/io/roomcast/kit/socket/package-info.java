/** Sockets in the hands of a test: connections byte by byte and frame by frame, and the front of a proxy. */
package io.roomcast.kit.socket;
