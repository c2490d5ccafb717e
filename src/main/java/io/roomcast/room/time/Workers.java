package io.roomcast.room.time;

import java.util.concurrent.Executor;

/** The threads on which strands run: the domain's own, never a container's. */
@FunctionalInterface
public interface Workers extends Executor {}
