/** The costs of clients: heap and system calls. */
package io.roomcast.contract.cost;
