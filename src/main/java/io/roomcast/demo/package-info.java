/** Example programs, each a system that people have built with rooms before. Set {@code demos=on} to run them. */
package io.roomcast.demo;
