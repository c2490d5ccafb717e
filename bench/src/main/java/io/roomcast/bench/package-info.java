/**
 * Measures a running server from outside: fan-out beside Socket.IO, readers that never read, bad company, the start. Run
 * by hand, as docs/performance.md says; nothing here is a test.
 */
package io.roomcast.bench;
