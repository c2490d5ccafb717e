/** Programs on the server, seen by clients of every transport. */
package io.roomcast.contract.program;
