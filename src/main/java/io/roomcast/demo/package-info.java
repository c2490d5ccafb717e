/** Programs to look at and to try: each a system that people have built with rooms before. Switched on by {@code demos=on}. */
package io.roomcast.demo;
