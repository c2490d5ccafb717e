/** The demos as people use them: rows of the seed documents that need a program on the server, with real clients. */
package io.roomcast.demo;
