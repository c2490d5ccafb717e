/** The engine that keeps logs in memory: everything is as durable as the process. */
package io.roomcast.engine.memory;
