/** Socket.IO's own clients, in JavaScript and in Java, against the real server. */
package io.roomcast.socketio.client;
