package io.roomcast.room.who;

import java.util.Optional;

/**
 * Who asks, as far as the transport can tell: the address, the principal that the container authenticated, what the
 * client sent in {@code Authorization}, and what a client of Socket.IO sent as {@code auth}, or old ones as a query, as an object of JSON. All but the
 * address belong to the deployer's {@link Access}.
 */
public record Visitor(String address, Optional<String> principal, Optional<String> credentials, Optional<String> auth) {
    /** Anybody at all: what this visitor may see may be kept in shared caches. */
    public static final Visitor ANYBODY = new Visitor("", Optional.empty(), Optional.empty());

    public Visitor(String address, Optional<String> principal, Optional<String> credentials) {
        this(address, principal, credentials, Optional.empty());
    }

    /** The same visitor with the object that it sent as {@code auth}; an empty text is none. */
    public Visitor authenticatedBy(String object) {
        return new Visitor(address, principal, credentials, Optional.of(object).filter(text -> !text.isEmpty()));
    }

    /** Credentials are secrets: they never reach a log by accident. */
    @Override
    public String toString() {
        return "Visitor[" + address + principal.map(name -> ", " + name).orElse("") + "]";
    }
}
