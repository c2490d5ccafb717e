package io.roomcast.room.who;

import java.util.Optional;

/**
 * Who asks, as far as the transport can tell: the address, the principal that the container authenticated, and what
 * the client sent in {@code Authorization}. The last two belong to the deployer's {@link Access}.
 */
public record Visitor(String address, Optional<String> principal, Optional<String> credentials) {
    /** Anybody at all: what this visitor may see may be kept in shared caches. */
    public static final Visitor ANYBODY = new Visitor("", Optional.empty(), Optional.empty());

    /** Credentials are secrets: they never reach a log by accident. */
    @Override
    public String toString() {
        return "Visitor[" + address + principal.map(name -> ", " + name).orElse("") + "]";
    }
}
