/** A small client for each transport, over the real wire, and the cable that tests can cut. */
package io.roomcast.contract.client;
