package io.roomcast.config;

import java.util.Optional;

/**
 * An address to listen on: a host name or IP address, and a port, where 0 picks a free one. The host is not looked up.
 * An IPv6 address is stored without brackets. Immutable.
 */
public record Address(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
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
