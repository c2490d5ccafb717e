package io.roomcast.config;

import java.util.Optional;

/**
 * Where to listen: a host name or an IP address, and a port, of which 0 is any free one. The host is not looked up; one
 * of IPv6 is held without its brackets.
 */
public record Address(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** The address as it was written, with the brackets that IPv6 needs. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static Optional<Address> read(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > HIGHEST_PORT || !Network.isHost(host)) {
            return Optional.empty();
        }
        return Optional.of(new Address(withoutBrackets(host), port));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
