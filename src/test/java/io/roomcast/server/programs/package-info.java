/** Programs of a deployer's, built as a deployer builds them and put into the server in the three ways there are. */
package io.roomcast.server.programs;
