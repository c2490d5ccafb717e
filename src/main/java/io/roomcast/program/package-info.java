/** The API for programs on the server: CDI beans that observe what happens in rooms and emit events to clients. */
package io.roomcast.program;
