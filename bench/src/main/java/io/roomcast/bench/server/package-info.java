/** The servers that are measured, each in a process of its own, and their figures from /proc. */
package io.roomcast.bench.server;
