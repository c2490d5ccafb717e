/** Pages in a real browser: Chromium, told what to do by its own protocol. */
package io.roomcast.browser;
