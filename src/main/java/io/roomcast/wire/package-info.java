/**
 * The protocol in lines of JSON: the commands of clients, the lines of the server, and the dialogue that connections of
 * every transport share. It knows the domain and no transport.
 */
package io.roomcast.wire;
