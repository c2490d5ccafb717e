/** The memory that the server holds on behalf of others: who holds how much of it, and who may have more. */
package io.roomcast.room.budget;
