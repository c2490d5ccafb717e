/** What programs on the server can do, seen by clients of every transport. */
package io.roomcast.contract.program;
