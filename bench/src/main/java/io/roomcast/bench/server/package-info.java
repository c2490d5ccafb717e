/** The servers that are measured, each in a process of its own, and what Linux says about those processes. */
package io.roomcast.bench.server;
