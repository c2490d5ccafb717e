package io.roomcast.program;

/** The event that Roomcast is ready, before the first client connects. A program that acts by itself starts here. */
public record Started(Roomcast roomcast) {}
