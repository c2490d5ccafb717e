/** The engine that keeps logs in memory: everything lives as long as the process. */
package io.roomcast.engine.memory;
