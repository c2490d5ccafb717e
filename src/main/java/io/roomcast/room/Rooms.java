package io.roomcast.room;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All rooms of this server: the one bean that every transport shares. Any thread may call it. */
@ApplicationScoped
public class Rooms {
    private final String life = UUID.randomUUID().toString();

    /** A name that differs between two lives of this bean. */
    public String life() {
        return life;
    }
}
