package io.roomcast.http.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address, or a network such as {@code 10.0.0.0/8}. It never asks a name server. Immutable. */
final class AddressRange {
    /** Exact, because Java looks up as a name what only resembles an address, such as 999.1.1.1. */
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])(\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?");

    private final byte[] network;
    private final int length;

    private AddressRange(byte[] network, int length) {
        this.network = network;
        this.length = length;
    }

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is neither an address nor a network"));
        return new AddressRange(network, slash < 0 ? 8 * network.length : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Returns the bytes of an address: four also for an IPv4 address in IPv6 notation. */
    static Optional<byte[]> bytes(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            String scopeless = bare.replaceFirst("%.*", "");
            return Optional.of(InetAddress.getByName(scopeless.contains(":") ? "[" + scopeless + "]" : scopeless)
                    .getAddress());
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    boolean contains(String address) {
        return bytes(address).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
