package io.roomcast.program;

/** Roomcast is ready, and nobody has come yet. A program that acts by itself begins here. */
public record Started(Roomcast roomcast) {}
