/** The transport contract on two servers over the same logs: what starts them, and which rows are not for them. */
package io.roomcast.contract.pair;
