/** The demos as people use them: programs on the server, with real clients. */
package io.roomcast.demo;
