/** What programs on the server are written with: they observe what happens in rooms, and speak to who is there. */
package io.roomcast.program;
