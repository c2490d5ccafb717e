/** The containers that differ, a class each, and how the one that runs the application is recognized. */
package io.roomcast.container.quirks;
