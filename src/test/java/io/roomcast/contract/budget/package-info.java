/** Tests of the one budget for the memory that a server holds for clients. */
package io.roomcast.contract.budget;
