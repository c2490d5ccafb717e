/** What the pages for people ask of the server besides the protocol: an address as a QR code, and where else it listens. */
package io.roomcast.page;
