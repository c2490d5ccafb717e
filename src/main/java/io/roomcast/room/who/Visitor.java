package io.roomcast.room.who;

import java.util.Optional;

/**
 * The sender of a request, as far as the transport can tell: the address, the principal that the container
 * authenticated, what the client sent in {@code Authorization}, and the {@code auth} of a Socket.IO client (an old
 * client sends a query instead) as a JSON object. All but the address are for the deployer's {@link Access}.
 */
public record Visitor(String address, Optional<String> principal, Optional<String> credentials, Optional<String> auth) {
    /** Any visitor at all: what this one may see may be kept in shared caches. */
    public static final Visitor ANYBODY = at("");

    /** Returns a visitor of whom only the address is known. */
    public static Visitor at(String address) {
        return new Visitor(address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the network of the address, for which limits are counted: of IPv6 a client has a whole one. */
    public String network() {
        return Networks.of(address);
    }

    /** Returns the same visitor with the object that it sent as {@code auth}; an empty text is none. */
    public Visitor authenticatedBy(String object) {
        return new Visitor(address, principal, credentials, Optional.of(object).filter(text -> !text.isEmpty()));
    }

    /** Leaves out the credentials, so that they never get into the server's log by accident. */
    @Override
    public String toString() {
        return "Visitor[" + address + principal.map(name -> ", " + name).orElse("") + "]";
    }
}
