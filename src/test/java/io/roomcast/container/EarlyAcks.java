package io.roomcast.container;

import io.roomcast.kills.EarlyEngine;
import io.roomcast.room.engine.Engine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Takes the place of the assembly's engine in a copy of the WAR: the same one, but it acknowledges too early. */
@ApplicationScoped
@Alternative
@Priority(1)
public class EarlyAcks {
    @Produces
    @Singleton
    Engine engine(Settings settings, Threads threads) {
        return new EarlyEngine(Assembly.engine(settings, threads), threads);
    }
}
