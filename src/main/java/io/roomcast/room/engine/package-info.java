/** The ports of an engine: where logs are kept, who is there, what one server alone may do, and who is told the news. */
package io.roomcast.room.engine;
