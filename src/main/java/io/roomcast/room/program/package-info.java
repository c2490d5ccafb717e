/** The port behind which the deployer's programs react. */
package io.roomcast.room.program;
