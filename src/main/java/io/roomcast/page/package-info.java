/** Requests of the pages besides the protocol: QR codes, and the TCP address. */
package io.roomcast.page;
