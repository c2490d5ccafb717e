/** Programs of the deployer's, as the domain knows them: the port behind which they react. */
package io.roomcast.room.program;
