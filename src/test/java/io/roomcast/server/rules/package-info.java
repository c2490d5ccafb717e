/** Rules as a deployer writes them, who adds them to a copy of the WAR. */
package io.roomcast.server.rules;
